package io.signalbox.probe.wire;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When certificates end that a server has shown.
 *
 * @param earliest of all that were shown, needed or not
 * @param chain when no path from the server's certificate to a trusted one is valid any more; null when none is
 */
public record Expiry(Instant earliest, @Nullable Instant chain) {

    /** When the first of them ends. @param shown at least one */
    static Instant earliest(List<X509Certificate> shown) {
        return shown.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The earlier of each; null where there is neither. */
    public static @Nullable Expiry earlier(@Nullable Expiry one, @Nullable Expiry other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Instant first = one.earliest.isBefore(other.earliest) ? one.earliest : other.earliest;
        return new Expiry(first, earlier(one.chain, other.chain));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return null;
        }
        return one.isBefore(other) ? one : other;
    }
}
