package io.signalbox.probe.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.access.BearerTokens;
import io.signalbox.contract.access.FailedLogins;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes callers by {@code Authorization: Bearer …}. Counts failed logins, and refuses tokens from an address with too many of them
 * before they are compared.
 */
@ApplicationScoped
public class Authorizer {

    /** A caller that is not admitted. @param status 401, 403 or 429 */
    public record Refusal(int status, String detail) {}

    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private final CallerTokens tokens;
    private final List<String> openPaths;
    private final FailedLogins failures = new FailedLogins();
    private final InstantSource clock = InstantSource.system();
    private final Counter wrong;
    private final Counter slowed;

    Authorizer(CallerTokens tokens, AccessSettings settings, MeterRegistry metrics) {
        this.tokens = tokens;
        this.openPaths = settings.openPaths();
        this.wrong = metrics.counter("signalbox_logins_failed", "answer", "401");
        this.slowed = metrics.counter("signalbox_logins_failed", "answer", "429");
    }

    /** Empty if the caller has one of the roles, or the path is open. */
    public Optional<Refusal> refusal(RoutingContext context, TokenRole... anyOf) {
        List<String> words = Stream.of(anyOf).map(TokenRole::word).toList();
        return refusal(
                context, String.join(" or ", words), holder -> words.stream().anyMatch(holder.roles()::contains));
    }

    /** Empty if the caller is admitted, or the path is open. @param needed the role, for a person */
    public Optional<Refusal> refusal(RoutingContext context, String needed, Predicate<BearerTokens.Holder> admitted) {
        if (isOpen(context.normalizedPath())) {
            return Optional.empty();
        }
        String token = token(context.request().getHeader("Authorization"));
        if (token == null) {
            return unknown(context, "expected Authorization: Bearer with a token, got none");
        }
        String address = context.request().remoteAddress().hostAddress();
        if (failures.isBlocked(address, clock.instant())) {
            slowed.increment();
            return Optional.of(new Refusal(
                    TOO_MANY, "too many tokens from " + address + " were wrong; one more is compared each second"));
        }
        Optional<BearerTokens.Holder> holder = tokens.holder(token);
        if (holder.isEmpty()) {
            wrong.increment();
            failures.failed(address, clock.instant());
            return unknown(context, "the token is not known");
        }
        return holder.filter(admitted).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Refusal(FORBIDDEN, "expected a token with the role " + needed + ", got one without it"));
    }

    private static Optional<Refusal> unknown(RoutingContext context, String detail) {
        context.response().putHeader("WWW-Authenticate", "Bearer realm=\"signalbox\"");
        return Optional.of(new Refusal(UNAUTHORIZED, detail));
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
