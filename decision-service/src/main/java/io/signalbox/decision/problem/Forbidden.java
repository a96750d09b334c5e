package io.signalbox.decision.problem;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.TreeSet;

/** The answer to a caller without the required role. */
final class Forbidden {

    private Forbidden() {}

    static ApiProblemDetails details(SecurityIdentity caller) {
        return ApiProblemDetails.of(
                ApiProblem.FORBIDDEN,
                ApiProblemDetails.shown(caller.getPrincipal().getName()) + " may not do this, having the roles "
                        + new TreeSet<>(caller.getRoles()));
    }
}
