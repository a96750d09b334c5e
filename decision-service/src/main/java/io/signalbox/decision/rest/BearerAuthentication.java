package io.signalbox.decision.rest;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.signalbox.decision.app.DecisionConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Knows callers by {@code Authorization: Bearer …}. An unknown token is nobody, and nobody may do nothing. */
@ApplicationScoped
public class BearerAuthentication implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;

    private final BearerTokens tokens;

    @Inject
    BearerAuthentication(DecisionConfig config) {
        this.tokens = BearerTokens.read(config.tokens());
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        return Uni.createFrom().item(identity(header));
    }

    private @Nullable SecurityIdentity identity(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return tokens.holder(header.substring(SCHEME.length()).strip())
                .map(BearerAuthentication::identity)
                .orElse(null);
    }

    private static SecurityIdentity identity(BearerTokens.Holder holder) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(holder.name()))
                .addRole(Roles.VIEWER);
        if (holder.role().equals(Roles.OPERATOR)) {
            identity.addRole(Roles.OPERATOR);
        }
        return identity.build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom()
                .item(new ChallengeData(UNAUTHORIZED, HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"signalbox\""));
    }
}
