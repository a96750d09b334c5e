package io.signalbox.probe.wire;

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

/** Accepts exactly what the trust manager behind it accepts, and says of the rest what is wrong with it. */
final class CertificateCheck extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager trust;
    private final TrustPaths paths;

    CertificateCheck(X509ExtendedTrustManager trust) {
        this.trust = trust;
        this.paths = new TrustPaths(trust.getAcceptedIssuers());
    }

    /** When certificates end that it has accepted. @param shown the server's own first */
    Expiry expiry(List<X509Certificate> shown, Instant now) {
        return new Expiry(Expiry.earliest(shown), paths.validUntil(shown, now));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            trust.checkServerTrusted(chain, authType, engine);
            // A certificate that is itself a trust anchor is not asked for its dates by the JDK.
            chain[0].checkValidity();
        } catch (CertificateException e) {
            throw new CertificateRejected(verdict(chain, authType, e), chain, message(e), e);
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
            // Without an engine the host name is not looked at.
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
