package io.signalbox.decision.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.signalbox.decision.config.DecisionConfig;
import io.signalbox.decision.problem.ApiProblem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A port of their own for health, metrics and the description of the API, where {@code signalbox.management.port} is set: then the
 * port of the API does not have them. Quarkus has such a port, too, but decides about it when it is built.
 */
@ApplicationScoped
public class ManagementPort {

    private static final String MANAGEMENT = "/q/";
    private static final String PROBLEMS = "/problems/";

    /** After the gate that refuses malformed requests. */
    private static final int ORDER = Integer.MIN_VALUE + 1;

    private final Vertx vertx;
    private final DecisionConfig.Management config;
    private @Nullable Router router;
    private @Nullable HttpServer server;

    @Inject
    ManagementPort(Vertx vertx, DecisionConfig config) {
        this.vertx = vertx;
        this.config = config.management();
    }

    void install(@Observes Router all) {
        router = all;
        if (config.port().isPresent()) {
            all.route()
                    .order(ORDER)
                    .handler(context -> check(context, config.port().getAsInt()));
        }
    }

    private static void check(RoutingContext context, int port) {
        boolean here = context.request().localAddress().port() == port;
        String path = context.normalizedPath();
        if (here == path.startsWith(MANAGEMENT) || path.startsWith(PROBLEMS)) {
            context.next();
        } else {
            context.fail(ApiProblem.UNKNOWN_PATH.saying(
                    here ? "this port has /q/ only" : "/q/ is at signalbox.management.port only"));
        }
    }

    void open(@Observes StartupEvent event) {
        Router all = router;
        if (config.port().isEmpty() || all == null) {
            return;
        }
        var options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port().getAsInt());
        try {
            server = vertx.createHttpServer(options)
                    .requestHandler(request -> begin(all, request))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            throw new ConfigurationException(
                    "signalbox.management.port: expected a free port of " + config.host() + ", got " + options.getPort()
                            + ": " + e.getCause(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the start", e);
        }
    }

    /** Paused, as the handlers of Quarkus expect it: no part of a body comes before its handler. */
    private static void begin(Router router, HttpServerRequest request) {
        request.pause();
        router.handle(request);
    }

    void close(@Observes ShutdownEvent event) {
        HttpServer open = server;
        if (open != null) {
            var _ = open.close();
        }
    }
}
