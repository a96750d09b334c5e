package io.signalbox.probe.certificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the certificates that a server sent expire.
 *
 * @param earliest of all that were sent, needed or not
 * @param chain when the last path from the server's certificate to a trusted one expires; null without a path
 */
public record CertificateExpiry(Instant earliest, @Nullable Instant chain) {

    /** The first expiry. @param shown at least one certificate */
    static Instant earliest(List<X509Certificate> shown) {
        return shown.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The earlier of each date; null if both are null. */
    public static @Nullable CertificateExpiry earlier(
            @Nullable CertificateExpiry one, @Nullable CertificateExpiry other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Instant first = one.earliest.isBefore(other.earliest) ? one.earliest : other.earliest;
        return new CertificateExpiry(first, earlier(one.chain, other.chain));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return null;
        }
        return one.isBefore(other) ? one : other;
    }
}
