package io.signalbox.probe.app;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains the types of problems, and answers each path that does not exist, and each failure of the API, with a problem. */
@ApplicationScoped
public class ProblemRoute {

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int SERVER_ERROR = 500;

    /** After all others. */
    private static final int ORDER = Integer.MAX_VALUE;

    void register(@Observes Router router) {
        router.get("/problems/:name").handler(ProblemRoute::explain);
        router.route("/api/*").order(ORDER).failureHandler(ProblemRoute::failed);
        router.errorHandler(NOT_FOUND, ProblemRoute::unknown);
        router.errorHandler(METHOD_NOT_ALLOWED, ProblemRoute::failed);
    }

    private static void explain(RoutingContext context) {
        @Nullable String name = context.pathParam("name");
        Optional<Problem> problem = name == null ? Optional.empty() : Problem.labelled(name);
        if (problem.isEmpty()) {
            unknown(context);
            return;
        }
        var _ = context.json(new JsonObject()
                .put("type", problem.get().type())
                .put("title", problem.get().title())
                .put("status", problem.get().status())
                .put("remedy", problem.get().remedy()));
    }

    private static void unknown(RoutingContext context) {
        ProblemDetails.of(Problem.UNKNOWN_PATH, "there is nothing at this path").answer(context);
    }

    private static void failed(RoutingContext context) {
        Problem problem = Problem.of(context.statusCode() < 0 ? SERVER_ERROR : context.statusCode());
        ProblemDetails.of(problem, problem.title()).answer(context);
    }
}
