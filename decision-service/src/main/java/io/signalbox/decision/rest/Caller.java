package io.signalbox.decision.rest;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls: by the name for people to read, and by what tells one person from another. */
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

    /** Issuer and subject of a web token, unless the token file gives them a name; the name of a token of the file. */
    String person() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? tokens.person(token.getIssuer() + "#" + (token.getSubject() == null ? name() : token.getSubject()))
                : name();
    }
}
