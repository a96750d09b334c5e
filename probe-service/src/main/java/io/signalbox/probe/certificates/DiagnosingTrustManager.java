package io.signalbox.probe.certificates;

import io.signalbox.contract.evidence.Cause;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Accepts what the wrapped trust manager accepts, and finds the cause of each rejection. */
final class DiagnosingTrustManager extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager trust;
    private final TrustPaths paths;

    DiagnosingTrustManager(X509ExtendedTrustManager trust) {
        this.trust = trust;
        this.paths = new TrustPaths(trust.getAcceptedIssuers());
    }

    /** When accepted certificates expire. @param shown the server's own first */
    CertificateExpiry expiry(List<X509Certificate> shown, Instant now) {
        return new CertificateExpiry(CertificateExpiry.earliest(shown), paths.validUntil(shown, now));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            trust.checkServerTrusted(chain, authType, engine);
            // The JDK does not check the dates of a certificate that is itself a trust anchor.
            chain[0].checkValidity();
        } catch (CertificateException e) {
            throw new CertificateRejectedException(verdict(chain, authType, e), chain, message(e), e);
        }
    }

    private Cause verdict(X509Certificate[] chain, String authType, CertificateException error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (t instanceof CertificateExpiredException) {
                return Cause.CERTIFICATE_EXPIRED;
            }
            if (t instanceof CertificateNotYetValidException) {
                return Cause.CERTIFICATE_UNTRUSTED;
            }
        }
        try {
            // Without an engine, the JDK does not check the host name.
            trust.checkServerTrusted(chain, authType);
            return Cause.CERTIFICATE_WRONG_HOST;
        } catch (CertificateException _) {
            return Cause.CERTIFICATE_UNTRUSTED;
        }
    }

    private static String message(CertificateException error) {
        String message = error.getMessage();
        return message == null ? "certificate rejected" : message;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trust.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trust.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trust.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        trust.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trust.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
