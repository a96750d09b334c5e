package io.signalbox.decision.rest;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The authenticated caller: a readable name, and an identifier that is unique for a person. */
@ApplicationScoped
class Caller {

    private final SecurityIdentity identity;
    private final CallerTokens tokens;

    @Inject
    Caller(SecurityIdentity identity, CallerTokens tokens) {
        this.identity = identity;
        this.tokens = tokens;
    }

    String name() {
        return identity.getPrincipal().getName();
    }

    /** For a web token, the name that the token file maps issuer and subject to, else both; for a file token, its name. */
    String person() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? tokens.person(token.getIssuer() + "#" + (token.getSubject() == null ? name() : token.getSubject()))
                : name();
    }
}
