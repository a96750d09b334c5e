package io.signalbox.decision.rest;

import io.quarkus.security.identity.SecurityIdentity;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.view.Views;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers orders: 200 with the state when the order is in effect, 409 when it was refused. 202 when neither was seen in time, or
 * when the order waits for the provider or for another person ({@code awaits} in the state).
 */
@ApplicationScoped
class RestAnswers {

    private final Views views;
    private final Dispatch dispatch;
    private final SecurityIdentity caller;

    @Inject
    RestAnswers(Views views, Dispatch dispatch, SecurityIdentity caller) {
        this.views = views;
        this.dispatch = dispatch;
        this.caller = caller;
    }

    Response one(String service, OrderHeaders headers, Orders.@Nullable Order order) {
        return one(service, headers, order, Orders.present(order).order());
    }

    Response one(String service, OrderHeaders headers, Orders.@Nullable Body body, Directive.Order order) {
        ServiceName name = ServicesResource.known(views, service).service();
        Optional<JournalEntry> effect = dispatch.send(name, headers, Orders.present(body), order);
        effect.ifPresent(RestAnswers::throwIfRefused);
        ServiceStatus status = ServicesResource.known(views, service);
        boolean inEffect = effect.isPresent() && !waitsForAnother(order, status) && !waitsForTheProvider(order, status);
        return answer(inEffect).tag(ServicesResource.tag(status)).entity(status).build();
    }

    Response all(OrderHeaders headers, Orders.@Nullable Order order) {
        return all(headers, order, Orders.present(order).order());
    }

    Response all(OrderHeaders headers, Orders.@Nullable Body body, Directive.Order order) {
        Optional<JournalEntry> effect = dispatch.send(null, headers, Orders.present(body), order);
        effect.ifPresent(RestAnswers::throwIfRefused);
        return answer(effect.isPresent())
                .tag(HistoryResource.tag(views.fleet()))
                .entity(views.fleet())
                .build();
    }

    private static Response.ResponseBuilder answer(boolean inEffect) {
        return Response.status(inEffect ? Response.Status.OK : Response.Status.ACCEPTED);
    }

    /** True if the order waits until its write to the fence has succeeded. */
    private static boolean waitsForTheProvider(Directive.Order order, ServiceStatus status) {
        return order instanceof Directive.ReAdopt
                        && status.alarms().stream()
                                .anyMatch(alarm -> alarm.code().startsWith("fence-"))
                || (order instanceof Directive.EndHold || order instanceof Directive.Cancel)
                        && status.phase().equals("publishing");
    }

    private boolean waitsForAnother(Directive.Order order, ServiceStatus status) {
        ServiceStatus.Awaited awaited = status.awaits();
        return order instanceof Directive.Override
                && awaited != null
                && awaited.what().equals("override")
                && caller.getPrincipal().getName().equals(awaited.notBy());
    }

    private static void throwIfRefused(JournalEntry entry) {
        if (entry.kind().equals("directive-refused")) {
            throw ProblemDetails.of(
                    Response.Status.CONFLICT,
                    entry.reason().code(),
                    entry.reason().text());
        }
    }
}
