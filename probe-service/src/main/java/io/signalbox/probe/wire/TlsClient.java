package io.signalbox.probe.wire;

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

/** Client ends of TLS, each with a whole handshake: what a client meets for the first time is what is checked. */
public final class TlsClient {

    private static final int MOST_PORTS = 65_535;

    private volatile Setup setup;
    private final AtomicInteger handshakes = new AtomicInteger();

    private record Setup(SSLContext context, CertificateCheck check) {}

    /** @param trusted null for the JDK's default, which {@code javax.net.ssl.trustStore} may name */
    public TlsClient(@Nullable KeyStore trusted) {
        this(trusted, null);
    }

    /** @param shown what a server that asks is shown, readable with an empty password; null for nothing */
    public TlsClient(@Nullable KeyStore trusted, @Nullable KeyStore shown) {
        setup = setup(trusted, shown);
    }

    /** Goes on with these. Handshakes under way end as they began. */
    public void renew(@Nullable KeyStore trusted, @Nullable KeyStore shown) {
        setup = setup(trusted, shown);
    }

    private static Setup setup(@Nullable KeyStore trusted, @Nullable KeyStore shown) {
        try {
            var context = SSLContext.getInstance("TLS");
            var check = new CertificateCheck(trust(trusted));
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

    /** @param serverName whose certificate is expected @param alpn what is offered, best first; empty for nothing */
    SslHandler handler(String serverName, List<String> alpn) {
        var handler = new SslHandler(engine(serverName, alpn));
        // The attempt has its own timeout, and nobody waits for a goodbye.
        handler.setHandshakeTimeoutMillis(0);
        handler.setCloseNotifyFlushTimeoutMillis(0);
        return handler;
    }

    /** When the certificates end with which a server has shaken hands; null when it has shown none. */
    @Nullable
    Expiry expiry(SSLSession session) throws SSLPeerUnverifiedException {
        List<X509Certificate> shown = Arrays.stream(session.getPeerCertificates())
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
        return shown.isEmpty() ? null : setup.check().expiry(shown, Instant.now());
    }

    /** For clients that speak for themselves. @param serverName whose certificate is expected */
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

    /** The JDK resumes sessions by host and port, and a resumed session shows no certificate: so no port comes twice in a row. */
    private int distinctPort() {
        return 1 + Math.floorMod(handshakes.incrementAndGet(), MOST_PORTS);
    }
}
