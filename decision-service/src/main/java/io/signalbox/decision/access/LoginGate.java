package io.signalbox.decision.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.access.FailedLogins;
import io.signalbox.decision.problem.ApiProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Counts failed logins, and refuses tokens from an address with too many of them before they are compared. */
@ApplicationScoped
public class LoginGate {

    private static final int UNAUTHORIZED = 401;

    /** After the gate that refuses malformed requests. */
    private static final int ORDER = Integer.MIN_VALUE + 1;

    private final FailedLogins failures = new FailedLogins();
    private final InstantSource clock = InstantSource.system();
    private final Counter wrong;
    private final Counter slowed;

    @Inject
    LoginGate(MeterRegistry metrics) {
        this.wrong = metrics.counter("signalbox_logins_failed", "answer", "401");
        this.slowed = metrics.counter("signalbox_logins_failed", "answer", "429");
    }

    void install(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        if (!context.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            context.next();
            return;
        }
        String address = context.request().remoteAddress().hostAddress();
        if (failures.isBlocked(address, clock.instant())) {
            slowed.increment();
            context.fail(ApiProblem.TOO_MANY_FAILED_LOGINS.saying(
                    "too many tokens from " + address + " were wrong; one more is compared each second"));
            return;
        }
        context.addHeadersEndHandler(_ -> count(context, address));
        context.next();
    }

    private void count(RoutingContext context, String address) {
        if (context.response().getStatusCode() == UNAUTHORIZED) {
            wrong.increment();
            failures.failed(address, clock.instant());
        }
    }
}
