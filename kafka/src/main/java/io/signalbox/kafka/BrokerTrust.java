package io.signalbox.kafka;

import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Accepts the certificates that the wrapped trust manager accepts, and explains each rejection. */
final class BrokerTrust extends X509ExtendedTrustManager {

    private static final int SHOWN = 5;

    private final @Nullable X509ExtendedTrustManager trust;
    /** The file of the authorities; the reason, if nothing is trusted. */
    private final String where;

    /** A broker's certificate is not acceptable. The message says what was found and what is expected. */
    static final class BrokerRejectedException extends CertificateException {
        private static final long serialVersionUID = 1;

        private BrokerRejectedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    BrokerTrust(X509ExtendedTrustManager trust, Path authorities) {
        this.trust = trust;
        this.where = authorities.toString();
    }

    /** Trusts nothing. */
    BrokerTrust(String reason) {
        this.trust = null;
        this.where = reason;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (trust == null) {
            throw new BrokerRejectedException(where, null);
        }
        try {
            trust.checkServerTrusted(chain, authType, engine);
            // The JDK does not check the dates of a certificate that is itself a trust anchor.
            chain[0].checkValidity();
        } catch (CertificateException e) {
            throw new BrokerRejectedException(found(engine, chain[0]) + "; " + reason(trust, chain, authType, e), e);
        }
    }

    private static String found(SSLEngine engine, X509Certificate shown) {
        return "the broker at " + engine.getPeerHost() + ":" + engine.getPeerPort() + " shows the certificate "
                + shown.getSubjectX500Principal() + ", issued by " + shown.getIssuerX500Principal() + ", valid from "
                + shown.getNotBefore().toInstant() + " to "
                + shown.getNotAfter().toInstant();
    }

    private String reason(
            X509ExtendedTrustManager trust, X509Certificate[] chain, String authType, CertificateException error) {
        try {
            chain[0].checkValidity();
        } catch (CertificateException _) {
            return "it is not valid now: renew the broker's certificate";
        }
        try {
            // Without an engine, the JDK does not check the host name.
            trust.checkServerTrusted(chain, authType);
            return "its names are " + names(chain[0]) + ": connect by one of them, or issue it for this host";
        } catch (CertificateException _) {
            return "it leads to none of the authorities in " + where + " (" + trusted(trust) + "): "
                    + error.getMessage();
        }
    }

    private static String names(X509Certificate shown) {
        try {
            var names = shown.getSubjectAlternativeNames();
            return names == null
                    ? "none"
                    : names.stream()
                            .map(name -> String.valueOf(name.get(1)))
                            .limit(SHOWN)
                            .collect(Collectors.joining(", "));
        } catch (CertificateParsingException e) {
            return "unreadable";
        }
    }

    private static String trusted(X509ExtendedTrustManager trust) {
        List<X509Certificate> all = List.of(trust.getAcceptedIssuers());
        String some = all.stream()
                .limit(SHOWN)
                .map(authority -> authority.getSubjectX500Principal().toString())
                .collect(Collectors.joining("; "));
        return all.size() > SHOWN ? some + "; " + (all.size() - SHOWN) + " more" : some;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new BrokerRejectedException("only engines are used", null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new BrokerRejectedException("only engines are used", null);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new BrokerRejectedException("there are no clients here", null);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new BrokerRejectedException("there are no clients here", null);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new BrokerRejectedException("there are no clients here", null);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust == null
                ? new X509Certificate[0]
                : Stream.of(trust.getAcceptedIssuers()).toArray(X509Certificate[]::new);
    }
}
