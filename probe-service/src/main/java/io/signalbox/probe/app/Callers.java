package io.signalbox.probe.app;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who calls, by {@code Authorization: Bearer …}, and whether they may. */
@ApplicationScoped
public class Callers {

    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final TokenFile tokens;
    private final List<String> openPaths;

    Callers(TokenFile tokens, Settings settings) {
        this.tokens = tokens;
        this.openPaths = settings.openPaths().orElse(List.of());
    }

    /** 0 for a caller with one of the roles and for a path that is open, else the status of the refusal. */
    int refuse(RoutingContext context, Role... anyOf) {
        if (isOpen(context.normalizedPath())) {
            return 0;
        }
        String token = token(context.request().getHeader("Authorization"));
        Set<Role> roles = token == null ? null : tokens.roles(token);
        if (roles == null) {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"signalbox\"");
            return UNAUTHORIZED;
        }
        for (Role role : anyOf) {
            if (roles.contains(role)) {
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
