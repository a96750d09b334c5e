package io.signalbox.kafka;

import io.signalbox.kafka.Credentials.UnusableException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the connections to one cell. Each connection uses the files as they are then; while they are unusable, for instance half
 * replaced, it uses their last usable content.
 */
final class CellTls {

    private final CellAccess access;
    private @Nullable TlsFiles files;
    private @Nullable SSLContext context;

    CellTls(CellAccess access) {
        this.access = access;
    }

    SSLEngine engine(String host, int port) {
        SSLEngine engine = context().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        var parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    private synchronized SSLContext context() {
        try {
            TlsFiles now = TlsFiles.read(access);
            if (context == null || !now.equals(files)) {
                context = now.context(access.credentials());
                files = now;
            }
            return context;
        } catch (UnusableException e) {
            return context == null ? unusable(e) : context;
        }
    }

    /** Trusts no broker, so that each connection fails with the reason. */
    private static SSLContext unusable(UnusableException reason) {
        try {
            var nothing = SSLContext.getInstance("TLS");
            nothing.init(null, new TrustManager[] {new BrokerTrust(String.valueOf(reason.getMessage()))}, null);
            return nothing;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
