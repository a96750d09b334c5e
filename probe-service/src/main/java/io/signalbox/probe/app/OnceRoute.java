package io.signalbox.probe.app;

import io.quarkus.runtime.ShutdownEvent;
import io.signalbox.contract.json.Codec;
import io.signalbox.contract.topology.Topology;
import io.signalbox.probe.alarm.CloudWatchAlarms;
import io.signalbox.probe.once.Allowed;
import io.signalbox.probe.once.Breakdown;
import io.signalbox.probe.once.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/probes}: checks are made once and shown in all detail; what the schedule does and counts stays as it is. */
@ApplicationScoped
public class OnceRoute {

    private static final Logger LOG = Logger.getLogger(OnceRoute.class);
    private static final Codec<OnceAnswer> CODEC = Codec.of(OnceAnswer.class);
    private static final String PATH = "/api/v1/probes";
    private static final int MOST_AT_ONCE = 4;
    private static final int LARGEST_BODY = 16_384;

    private final Prober prober;
    private final Callers callers;
    private final Settings settings;
    private final Semaphore leave = new Semaphore(MOST_AT_ONCE);
    private @Nullable OnceChecks checks;

    OnceRoute(Prober prober, Callers callers, Settings settings) {
        this.prober = prober;
        this.callers = callers;
        this.settings = settings;
    }

    void register(@Observes Router router) {
        // Whoever may not is told so before anything is read.
        router.post(PATH).handler(this::admit);
        router.post(PATH).handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.post(PATH).handler(this::probe);
    }

    synchronized void end(@Observes ShutdownEvent event) {
        if (checks != null) {
            checks.close();
        }
    }

    private void admit(RoutingContext context) {
        int refused = callers.refuse(context, Role.OPERATOR);
        if (refused > 0) {
            Trouble.of(refused, "probing once takes a token with the role operator")
                    .answer(context);
        } else {
            context.next();
        }
    }

    private void probe(RoutingContext context) {
        if (!leave.tryAcquire()) {
            context.response().putHeader("Retry-After", "1");
            Trouble.of(429, MOST_AT_ONCE + " are being made already").answer(context);
            return;
        }
        var sent = context.body().buffer();
        byte[] body = sent == null ? new byte[0] : sent.getBytes();
        var here = context.vertx().getOrCreateContext();
        // It waits, and reads the topology: not on the server's event loop, where heartbeats come in.
        Thread.ofVirtual().name("probe-once").start(() -> {
            Answer answer;
            try {
                answer = answer(body);
            } finally {
                leave.release();
            }
            here.runOnContext(_ -> answer.to(context));
        });
    }

    /** What is said in the end, on the server's event loop. */
    @FunctionalInterface
    private interface Answer {
        void to(RoutingContext context);
    }

    private Answer answer(byte[] body) {
        try {
            Running running = prober.running().orElse(null);
            if (running == null) {
                return Trouble.of(503, "there is no topology yet")::answer;
            }
            var allowed = Allowed.of(settings.once().allow().orElse(""));
            List<Breakdown> found = made(running, OnceRequest.of(body, allowed));
            byte[] json = CODEC.write(
                    new OnceAnswer(running.vantage().value(), running.engine().vantageHealth(), found));
            return context -> {
                var _ = context.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(Buffer.buffer(json));
            };
        } catch (Refusal e) {
            return Trouble.of(e)::answer;
        } catch (Wanted.Unknown e) {
            return Trouble.of(404, e.getMessage())::answer;
        } catch (RuntimeException e) {
            LOG.warnf(e, "a probe could not be made");
            return Trouble.of(500, "it could not be made")::answer;
        }
    }

    private List<Breakdown> made(Running running, OnceRequest request) throws Wanted.Unknown {
        OnceChecks made = checks(running);
        Topology topology = running.source().current();
        switch (request) {
            case OnceRequest.Url(var url) -> {
                return List.of(made.run(url).join());
            }
            case OnceRequest.Configured(Wanted wanted) -> {
                var substituted = Substituted.in(settings.topology(), System.getenv());
                return OnceChecks.all(wanted.in(topology).stream()
                                .map(watched -> made.run(watched, substituted.of(watched)))
                                .toList())
                        .join();
            }
        }
    }

    /** Made when first asked for: most probers never are. */
    private synchronized OnceChecks checks(Running running) {
        if (checks == null) {
            checks = new OnceChecks(
                    running.network(),
                    new Targets(running.tls(), InstantSource.system()),
                    prober.beats(),
                    new CloudWatchAlarms(
                            new AlarmClients(settings.cloudwatch().endpoint()),
                            settings.cloudwatch().requestsPerSecond()),
                    running.engine().latest());
        }
        return checks;
    }
}
