package io.signalbox.decision.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.ForbiddenException;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The first and the last handler of every request: refuses malformed ones, and gives every error its problem details. */
@ApplicationScoped
public class RequestGate {

    private static final ApiProblemDetails UNKNOWN_PATH =
            ApiProblemDetails.of(ApiProblem.UNKNOWN_PATH, ApiProblem.UNKNOWN_PATH.remedy());

    private final long longestBody;

    @Inject
    RequestGate(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize longestBody) {
        this.longestBody = longestBody.asLongValue();
    }

    void install(@Observes Router router) {
        router.route()
                .order(Integer.MIN_VALUE)
                .handler(context -> begin(router, context))
                .failureHandler(RequestGate::failed);
        router.route().last().handler(context -> end(context, UNKNOWN_PATH));
    }

    /** Vert.x has no way to replace a response, so the request begins again with another one. */
    private void begin(Router router, RoutingContext context) {
        if (!(context.response() instanceof ProblemResponse)) {
            router.handle(new ProblemRequest((HttpServerRequestInternal) context.request()));
            return;
        }
        var request = context.request();
        Optional<ApiProblemDetails> broken = RequestRules.broken(request.version(), request.headers(), longestBody);
        if (broken.isPresent()) {
            end(context, broken.get());
        } else {
            context.next();
        }
    }

    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof ForbiddenException && context.user() instanceof QuarkusHttpUser user) {
            end(context, Forbidden.details(user.getSecurityIdentity()));
        } else if (failure instanceof WebApplicationException known
                && known.getResponse().getEntity() instanceof ApiProblemDetails details) {
            end(context, details);
        } else if (OidcFailures.isAway(failure)) {
            end(context, OidcFailures.AWAY);
        } else if (failure == null || failure instanceof SecurityException || failure instanceof IOException) {
            context.next();
        } else {
            end(context, InternalErrors.logged(failure));
        }
    }

    private static void end(RoutingContext context, ApiProblemDetails details) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        BodyDiscard.begin(context.request());
        details.retryAfter().ifPresent(seconds -> response.putHeader("Retry-After", String.valueOf(seconds)));
        response.setStatusCode(details.status()).putHeader(HttpHeaders.CONTENT_TYPE, ApiProblemDetails.MEDIA_TYPE);
        var _ = response.end(Buffer.buffer(details.json()));
    }
}
