package io.signalbox.decision.problem;

import io.quarkus.oidc.OIDCException;
import org.jspecify.annotations.Nullable;

/** Web tokens that cannot be checked because the OpenID Connect provider does not answer. */
final class OidcFailures {

    static final ApiProblemDetails AWAY = ApiProblemDetails.of(
            ApiProblem.IDENTITY_PROVIDER_AWAY,
            "the OpenID Connect provider does not answer; tokens of the token file are known all the same");

    private OidcFailures() {}

    static boolean isAway(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OIDCException) {
                return true;
            }
        }
        return false;
    }
}
