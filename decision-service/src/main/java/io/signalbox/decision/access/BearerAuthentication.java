package io.signalbox.decision.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.signalbox.contract.access.BearerTokens;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates callers with {@code Authorization: Bearer …} by the token file. An unknown token that looks like a JSON web token
 * is left to OpenID Connect. Any other unknown token is refused here and not passed on.
 */
@ApplicationScoped
public class BearerAuthentication implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final Pattern WEB_TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private static final BearerTokens.Holder PEER =
            new BearerTokens.Holder("another instance", Set.of(PeerSecret.ROLE), "", null);

    private final ApiTokens tokens;
    private final PeerSecret peers;

    @Inject
    BearerAuthentication(ApiTokens tokens, PeerSecret peers) {
        this.tokens = tokens;
        this.peers = peers;
    }

    /** Runs before OpenID Connect. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY * 2;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        String token = token(context.request().getHeader(HttpHeaders.AUTHORIZATION));
        if (token == null) {
            return Uni.createFrom().nullItem();
        }
        Optional<BearerTokens.Holder> holder = peers.matches(token) ? Optional.of(PEER) : tokens.holder(token);
        if (holder.isPresent()) {
            return Uni.createFrom().item(identity(holder.get()));
        }
        return WEB_TOKEN.matcher(token).matches()
                ? Uni.createFrom().nullItem()
                : Uni.createFrom().failure(new AuthenticationFailedException("the token is not known"));
    }

    private static @Nullable String token(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }

    private static SecurityIdentity identity(BearerTokens.Holder holder) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(holder.name()))
                .addRoles(holder.roles())
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom()
                .item(new ChallengeData(UNAUTHORIZED, HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"signalbox\""));
    }
}
