package io.signalbox.probe.access;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Authorizes callers by {@code Authorization: Bearer …}. */
@ApplicationScoped
public class Authorizer {

    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final CallerTokens tokens;
    private final List<String> openPaths;

    Authorizer(CallerTokens tokens, AccessSettings settings) {
        this.tokens = tokens;
        this.openPaths = settings.openPaths();
    }

    /** 0 if the caller has one of the roles or the path is open, else the status code of the refusal. */
    public int refuse(RoutingContext context, TokenRole... anyOf) {
        if (isOpen(context.normalizedPath())) {
            return 0;
        }
        String token = token(context.request().getHeader("Authorization"));
        Set<String> roles = token == null ? null : tokens.roles(token);
        if (roles == null) {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"signalbox\"");
            return UNAUTHORIZED;
        }
        for (TokenRole role : anyOf) {
            if (roles.contains(role.word())) {
                return 0;
            }
        }
        return FORBIDDEN;
    }

    private boolean isOpen(String path) {
        return openPaths.stream()
                .map(String::strip)
                .anyMatch(open -> open.endsWith("/*")
                        ? path.startsWith(open.substring(0, open.length() - 1))
                        : path.equals(open));
    }

    private static @Nullable String token(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }
}
