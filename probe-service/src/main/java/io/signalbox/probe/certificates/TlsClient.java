package io.signalbox.probe.certificates;

import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Creates client TLS connections, each with a full handshake: a resumed session would show no certificate. */
public final class TlsClient {

    private static final int MOST_PORTS = 65_535;

    private volatile Setup setup;
    private final AtomicInteger handshakes = new AtomicInteger();

    private record Setup(SSLContext context, DiagnosingTrustManager check) {}

    /** @param trusted null for the JDK's default trust store, or {@code javax.net.ssl.trustStore} */
    public TlsClient(@Nullable KeyStore trusted) {
        this(trusted, null);
    }

    /** @param shown the client certificate, readable with an empty password; null for none */
    public TlsClient(@Nullable KeyStore trusted, @Nullable KeyStore shown) {
        setup = setup(trusted, shown);
    }

    /** Replaces both stores. Handshakes in progress end with the old ones. */
    public void renew(@Nullable KeyStore trusted, @Nullable KeyStore shown) {
        setup = setup(trusted, shown);
    }

    private static Setup setup(@Nullable KeyStore trusted, @Nullable KeyStore shown) {
        try {
            var context = SSLContext.getInstance("TLS");
            var check = new DiagnosingTrustManager(trust(trusted));
            context.init(keys(shown), new TrustManager[] {check}, null);
            context.getClientSessionContext().setSessionCacheSize(1);
            return new Setup(context, check);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    private static KeyManager @Nullable [] keys(@Nullable KeyStore shown) throws GeneralSecurityException {
        if (shown == null) {
            return null;
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(shown, new char[0]);
        return factory.getKeyManagers();
    }

    private static X509ExtendedTrustManager trust(@Nullable KeyStore trusted) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("the JDK offers no X.509 trust manager");
    }

    /** @param serverName the certificate's host name @param alpn protocols to offer, best first; empty for none */
    public SslHandler handler(String serverName, List<String> alpn) {
        var handler = new SslHandler(engine(serverName, alpn));
        // The attempt has its own timeout, and does not wait for close_notify.
        handler.setHandshakeTimeoutMillis(0);
        handler.setCloseNotifyFlushTimeoutMillis(0);
        return handler;
    }

    /** When the certificates of a completed handshake expire; null if the server sent none. */
    public @Nullable CertificateExpiry expiry(SSLSession session) throws SSLPeerUnverifiedException {
        List<X509Certificate> shown = Arrays.stream(session.getPeerCertificates())
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
        return shown.isEmpty() ? null : setup.check().expiry(shown, Instant.now());
    }

    /** An engine for clients with their own connections. @param serverName the certificate's host name */
    public SSLEngine engine(String serverName) {
        return engine(serverName, List.of());
    }

    private SSLEngine engine(String serverName, List<String> alpn) {
        SSLEngine engine = setup.context().createSSLEngine(serverName, distinctPort());
        engine.setUseClientMode(true);
        var parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!NetUtil.isValidIpV4Address(serverName) && !NetUtil.isValidIpV6Address(serverName)) {
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
        }
        if (!alpn.isEmpty()) {
            parameters.setApplicationProtocols(alpn.toArray(String[]::new));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** The JDK resumes sessions by host and port. A different port for each handshake prevents that. */
    private int distinctPort() {
        return 1 + Math.floorMod(handshakes.incrementAndGet(), MOST_PORTS);
    }
}
