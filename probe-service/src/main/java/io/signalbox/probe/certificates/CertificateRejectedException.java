package io.signalbox.probe.certificates;

import io.signalbox.contract.evidence.Cause;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** A rejected server certificate, with the cause. */
public final class CertificateRejectedException extends CertificateException {

    private final Cause verdict;
    private final Instant expiry;
    private final transient List<X509Certificate> chain;

    CertificateRejectedException(Cause verdict, X509Certificate[] chain, String message, CertificateException cause) {
        super(message, cause);
        this.verdict = verdict;
        this.chain = List.of(chain);
        this.expiry = CertificateExpiry.earliest(this.chain);
    }

    public Cause verdict() {
        return verdict;
    }

    public Instant expiry() {
        return expiry;
    }

    /** The certificates as received, the server's own first. */
    public List<X509Certificate> chain() {
        return chain;
    }
}
