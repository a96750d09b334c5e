package io.signalbox.probe.once;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A TLS handshake.
 *
 * @param protocol null if it failed, as is {@code cipher}
 * @param alpn the protocol that the server chose; null if none
 * @param accepted whether the certificate was accepted
 * @param why the reason for a rejection; null if accepted
 * @param certificates as received, the server's own first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HandshakeReport(
        @Nullable String protocol,
        @Nullable String cipher,
        @Nullable String alpn,
        boolean accepted,
        @Nullable String why,
        List<Shown> certificates) {

    public HandshakeReport {
        certificates = List.copyOf(certificates);
    }

    /**
     * One certificate.
     *
     * @param names its DNS names and addresses
     * @param daysLeft whole days until it expires; below 0 if it has expired
     */
    public record Shown(
            String subject, String issuer, List<String> names, Instant notBefore, Instant notAfter, long daysLeft) {

        public Shown {
            names = List.copyOf(names);
        }
    }

    static HandshakeReport accepted(SslHandler tls, Instant now) {
        SSLSession session = tls.engine().getSession();
        String alpn = tls.engine().getApplicationProtocol();
        return new HandshakeReport(
                session.getProtocol(),
                session.getCipherSuite(),
                alpn == null || alpn.isEmpty() ? null : alpn,
                true,
                null,
                shown(chain(session), now));
    }

    static HandshakeReport rejected(List<X509Certificate> chain, String why, Instant now) {
        return new HandshakeReport(null, null, null, false, why, shown(chain, now));
    }

    private static List<X509Certificate> chain(SSLSession session) {
        try {
            Certificate[] all = session.getPeerCertificates();
            return Arrays.stream(all)
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException _) {
            return List.of();
        }
    }

    private static List<Shown> shown(List<X509Certificate> chain, Instant now) {
        return chain.stream().map(certificate -> shown(certificate, now)).toList();
    }

    private static Shown shown(X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        return new Shown(
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                names(certificate),
                certificate.getNotBefore().toInstant(),
                end,
                Math.floorDiv(
                        Duration.between(now, end).toSeconds(),
                        Duration.ofDays(1).toSeconds()));
    }

    private static List<String> names(X509Certificate certificate) {
        var names = new ArrayList<String>();
        try {
            var all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                for (List<?> name : all) {
                    if (name.get(1) instanceof String text) {
                        names.add(text);
                    }
                }
            }
        } catch (CertificateParsingException _) {
            // Omits the names, as a client that cannot read them would.
        }
        return names;
    }
}
