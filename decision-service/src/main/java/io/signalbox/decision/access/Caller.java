package io.signalbox.decision.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The authenticated caller: a readable name, and an identifier that is unique for a person. */
@ApplicationScoped
public class Caller {

    private final SecurityIdentity identity;
    private final ApiTokens tokens;

    @Inject
    public Caller(SecurityIdentity identity, ApiTokens tokens) {
        this.identity = identity;
        this.tokens = tokens;
    }

    public String name() {
        return identity.getPrincipal().getName();
    }

    /** For a web token, the name that the token file maps issuer and subject to, else both; for a file token, its name. */
    public String person() {
        return webToken()
                .map(token -> tokens.person(token.getIssuer() + "#" + token.getSubject()))
                .orElseGet(this::name);
    }

    public SortedSet<String> roles() {
        return new TreeSet<>(identity.getRoles());
    }

    /** Empty for a token of the file. Its subject is required, see application.properties. */
    public Optional<JsonWebToken> webToken() {
        return identity.getPrincipal() instanceof JsonWebToken token ? Optional.of(token) : Optional.empty();
    }
}
