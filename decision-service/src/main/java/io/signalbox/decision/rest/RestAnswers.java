package io.signalbox.decision.rest;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.FenceAlarms;
import io.signalbox.decision.problem.ApiProblem;
import io.signalbox.decision.view.Views;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Answers orders: 200 with the state when the order is in effect, 409 when it was refused, 412 when the state is another than that of
 * If-Match. 202 with the Location of the directive when neither was seen in time, or
 * when the order waits for the provider or for another person ({@code awaits} in the state).
 */
@ApplicationScoped
class RestAnswers {

    private static final String DIRECTIVE_ID = "Directive-Id";

    private final Views views;
    private final Dispatch dispatch;

    @Inject
    RestAnswers(Views views, Dispatch dispatch) {
        this.views = views;
        this.dispatch = dispatch;
    }

    Response one(String service, OrderHeaders headers, Orders.@Nullable Order order) {
        return one(service, headers, order, Orders.present(order).order());
    }

    Response one(String service, OrderHeaders headers, Orders.@Nullable Body body, Directive.Order order) {
        ServiceName name = ServicesResource.known(views, service).service();
        Dispatch.Result result = dispatch.send(name, headers, Orders.present(body), order);
        result.effect().ifPresent(RestAnswers::throwIfRefused);
        ServiceStatus status = ServicesResource.known(views, service);
        boolean inEffect =
                result.effect().isPresent() && !waitsForAnother(order, status) && !waitsForTheProvider(order, status);
        return answer(result.id(), inEffect)
                .tag(ServicesResource.tag(status))
                .entity(status)
                .build();
    }

    Response all(OrderHeaders headers, Orders.@Nullable Order order) {
        return all(headers, order, Orders.present(order).order());
    }

    Response all(OrderHeaders headers, Orders.@Nullable Body body, Directive.Order order) {
        Dispatch.Result result = dispatch.send(null, headers, Orders.present(body), order);
        result.effect().ifPresent(RestAnswers::throwIfRefused);
        return answer(result.id(), result.effect().isPresent())
                .tag(HistoryResource.tag(views.fleet()))
                .entity(views.fleet())
                .build();
    }

    private static Response.ResponseBuilder answer(String directive, boolean inEffect) {
        var answer = inEffect
                ? Response.ok()
                : Response.accepted().header(HttpHeaders.LOCATION, HistoryResource.DIRECTIVES + "/" + directive);
        return answer.header(DIRECTIVE_ID, directive);
    }

    /** True if the order waits until its write to the fence has succeeded. */
    private static boolean waitsForTheProvider(Directive.Order order, ServiceStatus status) {
        return order instanceof Directive.ReAdopt
                        && status.alarms().stream().anyMatch(alarm -> alarm.isAny(FenceAlarms.BLOCKING))
                || (order instanceof Directive.EndHold || order instanceof Directive.Cancel)
                        && status.is(ServicePhase.PUBLISHING);
    }

    /** A forced override that is not refused is in force, and then no other one waits, or it waits itself. */
    private static boolean waitsForAnother(Directive.Order order, ServiceStatus status) {
        ServiceStatus.Awaited awaited = status.awaits();
        return order instanceof Directive.Override override
                && override.force()
                && awaited != null
                && awaited.what().equals("override");
    }

    private static void throwIfRefused(JournalEntry entry) {
        if (DirectiveStatus.isRefusal(entry)) {
            Reason reason = entry.reason();
            ApiProblem problem =
                    reason.is(ReasonCode.VERSION_CONFLICT) ? ApiProblem.VERSION_CONFLICT : ApiProblem.ORDER_REFUSED;
            throw problem.because(reason.code(), reason.text());
        }
    }
}
