package io.signalbox.probe.wire;

import io.signalbox.contract.evidence.Cause;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** A certificate that a client would not accept, with the reason that a person wants to know. */
final class CertificateRejected extends CertificateException {

    private final Cause verdict;
    private final Instant expiry;
    private final transient List<X509Certificate> chain;

    CertificateRejected(Cause verdict, X509Certificate[] chain, String message, CertificateException cause) {
        super(message, cause);
        this.verdict = verdict;
        this.chain = List.of(chain);
        this.expiry = Expiry.earliest(this.chain);
    }

    Cause verdict() {
        return verdict;
    }

    Instant expiry() {
        return expiry;
    }

    /** As it was shown, the server's own certificate first. */
    List<X509Certificate> chain() {
        return chain;
    }
}
