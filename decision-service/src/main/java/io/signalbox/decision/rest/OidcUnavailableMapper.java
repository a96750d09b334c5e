package io.signalbox.decision.rest;

import io.quarkus.oidc.OIDCException;
import io.signalbox.contract.codec.Codec;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Handles web tokens that cannot be checked because the OpenID Connect provider does not answer. */
@ApplicationScoped
public class OidcUnavailableMapper {

    private static final Codec<ProblemDetails> PROBLEMS = Codec.of(ProblemDetails.class);
    private static final int UNAVAILABLE = 503;

    void listen(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(OidcUnavailableMapper::answer);
    }

    private static void answer(RoutingContext context) {
        if (!isAway(context.failure())) {
            context.next();
            return;
        }
        var problem = new ProblemDetails(
                "identity-provider-away",
                "Service Unavailable",
                UNAVAILABLE,
                "the OpenID Connect provider does not answer; tokens of the token file are known all the same");
        var _ = context.response()
                .setStatusCode(UNAVAILABLE)
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .end(new String(PROBLEMS.write(problem), StandardCharsets.UTF_8));
    }

    private static boolean isAway(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OIDCException) {
                return true;
            }
        }
        return false;
    }
}
