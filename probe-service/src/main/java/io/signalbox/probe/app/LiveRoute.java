package io.signalbox.probe.app;

import io.signalbox.contract.codec.Codec;
import io.signalbox.probe.access.Authorizer;
import io.signalbox.probe.access.TokenRole;
import io.signalbox.probe.live.LiveQuery;
import io.signalbox.probe.live.LiveView;
import io.signalbox.probe.once.InvalidRequestException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import org.jboss.logging.Logger;

/** {@code GET /api/v1/checks} lists the state of every check; {@code /} serves a static page that shows it. */
@ApplicationScoped
public class LiveRoute {

    private static final Logger LOG = Logger.getLogger(LiveRoute.class);
    private static final String PAGE = "/live/index.html";
    private static final Codec<LiveView> CODEC = Codec.of(LiveView.class);
    /** No content from elsewhere, and no framing. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Prober prober;
    private final Authorizer callers;
    private final Buffer page;

    LiveRoute(Prober prober, Authorizer callers) {
        this.prober = prober;
        this.callers = callers;
        this.page = page();
    }

    private static Buffer page() {
        try (var in = Objects.requireNonNull(LiveRoute.class.getResourceAsStream(PAGE), PAGE)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void register(@Observes Router router) {
        router.get("/").handler(this::show);
        router.get("/api/v1/checks").handler(this::checks);
    }

    private void show(RoutingContext context) {
        var _ = context.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .end(page);
    }

    private void checks(RoutingContext context) {
        var refusal = callers.refusal(context, TokenRole.VIEWER, TokenRole.OPERATOR, TokenRole.APPROVER);
        if (refusal.isPresent()) {
            ProblemDetails.of(refusal.get()).answer(context);
            return;
        }
        RunningProber running = prober.running().orElse(null);
        if (running == null) {
            ProblemDetails.of(Problem.STARTING, "there is no topology yet").answer(context);
            return;
        }
        try {
            var parameters = context.queryParams();
            tell(context, running, LiveQuery.of(parameters.names(), parameters::get));
        } catch (InvalidRequestException e) {
            ProblemDetails.of(e).answer(context);
        }
    }

    /** Runs off the server's event loop, which takes heartbeats: there may be 50,000 checks. */
    private static void tell(RoutingContext context, RunningProber running, LiveQuery query) {
        Context here = context.vertx().getOrCreateContext();
        Thread.ofVirtual().name("live-view").start(() -> {
            try {
                var view = LiveView.of(running.vantage(), running.engine(), query, Instant.now());
                var json = Buffer.buffer(CODEC.write(view));
                here.runOnContext(_ -> answer(context, json));
            } catch (RuntimeException e) {
                LOG.warnf(e, "the checks cannot be listed");
                here.runOnContext(_ -> ProblemDetails.of(Problem.INTERNAL_ERROR, "the checks cannot be listed")
                        .answer(context));
            }
        });
    }

    private static void answer(RoutingContext context, Buffer json) {
        var _ = context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(json);
    }
}
