package io.signalbox.probe.app;

import io.quarkus.runtime.ShutdownEvent;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.topology.Topology;
import io.signalbox.probe.access.Authorizer;
import io.signalbox.probe.access.TokenRole;
import io.signalbox.probe.alarm.CloudWatchAlarms;
import io.signalbox.probe.alarm.CloudWatchClients;
import io.signalbox.probe.once.CheckReport;
import io.signalbox.probe.once.CheckSecrets;
import io.signalbox.probe.once.CheckSelection;
import io.signalbox.probe.once.InvalidRequestException;
import io.signalbox.probe.once.OnceRequest;
import io.signalbox.probe.once.OnceResponse;
import io.signalbox.probe.once.UrlAllowList;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/probes}: runs checks once and returns all details. The schedule and its counts do not change. */
@ApplicationScoped
public class OnceRoute {

    private static final Logger LOG = Logger.getLogger(OnceRoute.class);
    private static final Codec<OnceResponse> CODEC = Codec.of(OnceResponse.class);
    private static final String PATH = "/api/v1/probes";
    private static final int MOST_AT_ONCE = 4;
    private static final int LARGEST_BODY = 16_384;

    private final Prober prober;
    private final Authorizer callers;
    private final ProbeSettings settings;
    private final Semaphore leave = new Semaphore(MOST_AT_ONCE);
    private @Nullable OnceChecks checks;

    OnceRoute(Prober prober, Authorizer callers, ProbeSettings settings) {
        this.prober = prober;
        this.callers = callers;
        this.settings = settings;
    }

    void register(@Observes Router router) {
        // Rejects unauthorized callers before the body is read.
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
        callers.refusal(context, TokenRole.OPERATOR)
                .ifPresentOrElse(refusal -> ProblemDetails.of(refusal).answer(context), context::next);
    }

    private void probe(RoutingContext context) {
        if (!leave.tryAcquire()) {
            context.response().putHeader("Retry-After", "1");
            ProblemDetails.of(Problem.TOO_MANY_CHECKS, MOST_AT_ONCE + " on-demand checks are already running")
                    .answer(context);
            return;
        }
        var sent = context.body().buffer();
        byte[] body = sent == null ? new byte[0] : sent.getBytes();
        var here = context.vertx().getOrCreateContext();
        // Blocks and reads the topology: off the server's event loop, which takes heartbeats.
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

    /** The response, sent on the server's event loop. */
    @FunctionalInterface
    private interface Answer {
        void to(RoutingContext context);
    }

    private Answer answer(byte[] body) {
        try {
            RunningProber running = prober.running().orElse(null);
            if (running == null) {
                return ProblemDetails.of(Problem.STARTING, "there is no topology yet")::answer;
            }
            var allowed = UrlAllowList.of(settings.once().allow().orElse(""));
            List<CheckReport> found = made(running, OnceRequest.of(body, allowed));
            byte[] json = CODEC.write(
                    new OnceResponse(running.vantage().value(), running.engine().vantageHealth(), found));
            return context -> {
                var _ = context.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(Buffer.buffer(json));
            };
        } catch (InvalidRequestException e) {
            return ProblemDetails.of(e)::answer;
        } catch (CheckSelection.Unknown e) {
            return ProblemDetails.of(Problem.UNKNOWN_CHECK, String.valueOf(e.getMessage()))::answer;
        } catch (RuntimeException e) {
            LOG.warnf(e, "on-demand check failed");
            return ProblemDetails.of(Problem.INTERNAL_ERROR, "the check could not be run")::answer;
        }
    }

    private List<CheckReport> made(RunningProber running, OnceRequest request) throws CheckSelection.Unknown {
        OnceChecks made = checks(running);
        Topology topology = running.source().current();
        switch (request) {
            case OnceRequest.Url(var url) -> {
                return List.of(made.run(url).join());
            }
            case OnceRequest.Configured(CheckSelection wanted) -> {
                var substituted = CheckSecrets.in(settings.topology(), System.getenv());
                return OnceChecks.all(wanted.in(topology).stream()
                                .map(configured -> made.run(configured, substituted.of(configured)))
                                .toList())
                        .join();
            }
        }
    }

    /** Created on first use: most probers never need it. */
    private synchronized OnceChecks checks(RunningProber running) {
        if (checks == null) {
            checks = new OnceChecks(
                    running.network(),
                    running.tls(),
                    prober.heartbeats(),
                    new CloudWatchAlarms(
                            new CloudWatchClients(settings.cloudwatch().endpoint()),
                            settings.cloudwatch().requestsPerSecond()),
                    running.engine().latest());
        }
        return checks;
    }
}
