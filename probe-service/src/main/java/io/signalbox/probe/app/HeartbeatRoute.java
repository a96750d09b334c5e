package io.signalbox.probe.app;

import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.probe.access.Authorizer;
import io.signalbox.probe.core.CheckName;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * {@code POST /api/v1/heartbeats/{service}/{site}/{probe}}: takes a client's heartbeat. Answers from memory on the
 * server's event loop and never reads the body.
 */
@ApplicationScoped
public class HeartbeatRoute {

    private static final int NO_CONTENT = 204;

    private final Prober prober;
    private final Authorizer callers;

    HeartbeatRoute(Prober prober, Authorizer callers) {
        this.prober = prober;
        this.callers = callers;
    }

    void register(@Observes Router router) {
        router.post("/api/v1/heartbeats/:service/:site/:probe").handler(this::beat);
    }

    private void beat(RoutingContext context) {
        String service = name(context, "service");
        String site = name(context, "site");
        String probe = name(context, "probe");
        Optional<Authorizer.Refusal> refusal = callers.refusal(
                context, "heartbeat, for this job or for all", holder -> holder.mayBeat(service, site, probe));
        if (refusal.isPresent()) {
            ProblemDetails.of(refusal.get()).answer(context);
        } else if (check(service, site, probe).filter(prober::beat).isPresent()) {
            var _ = context.response().setStatusCode(NO_CONTENT).end();
        } else {
            ProblemDetails.of(Problem.UNKNOWN_CHECK, "no heartbeat check has this name")
                    .answer(context);
        }
    }

    private static Optional<CheckName> check(String service, String site, String probe) {
        return service.isEmpty() || site.isEmpty() || probe.isEmpty()
                ? Optional.empty()
                : Optional.of(new CheckName(new ServiceName(service), new SiteName(site), new ProbeName(probe)));
    }

    /** Empty if it is not a valid name. */
    private static String name(RoutingContext context, String parameter) {
        String text = context.pathParam(parameter);
        return text != null && Names.valid(text) ? text : "";
    }
}
