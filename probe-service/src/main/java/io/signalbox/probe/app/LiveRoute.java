package io.signalbox.probe.app;

import io.signalbox.contract.json.Codec;
import io.signalbox.probe.live.LiveQuery;
import io.signalbox.probe.live.LiveView;
import io.signalbox.probe.once.Refusal;
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

/** {@code GET /api/v1/checks}: how every check of this vantage stands; and at {@code /} a page that shows it, which holds nothing itself. */
@ApplicationScoped
public class LiveRoute {

    private static final Logger LOG = Logger.getLogger(LiveRoute.class);
    private static final String PAGE = "/live/index.html";
    private static final Codec<LiveView> CODEC = Codec.of(LiveView.class);
    /** Nothing from elsewhere, and nothing around it. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Prober prober;
    private final Callers callers;
    private final Buffer page;

    LiveRoute(Prober prober, Callers callers) {
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
        int refused = callers.refuse(context, Role.VIEWER, Role.OPERATOR, Role.APPROVER);
        if (refused > 0) {
            Trouble.of(refused, "looking takes a token with the role viewer or operator")
                    .answer(context);
            return;
        }
        Running running = prober.running().orElse(null);
        if (running == null) {
            Trouble.of(503, "there is no topology yet").answer(context);
            return;
        }
        try {
            var parameters = context.queryParams();
            tell(context, running, LiveQuery.of(parameters.names(), parameters::get));
        } catch (Refusal e) {
            Trouble.of(e).answer(context);
        }
    }

    /** Not on the server's event loop, where heartbeats wait: there may be 50,000 checks. */
    private static void tell(RoutingContext context, Running running, LiveQuery query) {
        Context here = context.vertx().getOrCreateContext();
        Thread.ofVirtual().name("live-view").start(() -> {
            try {
                var view = LiveView.of(running.vantage(), running.engine(), query, Instant.now());
                var json = Buffer.buffer(CODEC.write(view));
                here.runOnContext(_ -> answer(context, json));
            } catch (RuntimeException e) {
                LOG.warnf(e, "the checks could not be shown");
                here.runOnContext(_ -> Trouble.of(500, "they cannot be shown").answer(context));
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
