package io.signalbox.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A TLS server on one port that only completes handshakes. The certificate of each name can be changed. Thread-safe.
 */
final class TlsServer implements AutoCloseable {

    static final String ADDRESS = "127.0.0.1";

    private static final int BACKLOG = 1_024;
    private static final int PATIENCE_MILLIS = 5_000;

    private final CertificateFiles files;
    private final SSLServerSocket server;
    private final Map<String, CertificateFiles.Variant> ofNames = new ConcurrentHashMap<>();
    private volatile CertificateFiles.Variant ofAll = CertificateFiles.Variant.VALID;

    TlsServer(Path directory) {
        files = new CertificateFiles(directory);
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Keys()}, null, null);
            server = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.ofLiteral(ADDRESS));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot start a TLS server", e);
        }
        Thread.ofPlatform().daemon().name("secure-sites").start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The file with the CA certificate that clients trust. */
    Path trust() {
        return files.trust();
    }

    /** Sets the certificate of all names without one of their own. */
    void show(CertificateFiles.Variant shown) {
        ofAll = shown;
    }

    void show(String name, CertificateFiles.Variant shown) {
        ofNames.put(name, shown);
    }

    /** Removes the name's own certificate. */
    void showAsAll(String name) {
        ofNames.remove(name);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var connection = (SSLSocket) server.accept();
                Thread.ofVirtual().name("handshake").start(() -> greet(connection));
            } catch (IOException _) {
                // The server was closed, or the client has gone. The loop's condition tells which.
                continue;
            }
        }
    }

    private static void greet(SSLSocket connection) {
        try (connection) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            connection.startHandshake();
            int _ = connection.getInputStream().read();
        } catch (IOException _) {
            // The client closed the connection or rejected the certificate.
            return;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Selects the certificate by the server name (SNI) of the client. */
    private final class Keys extends X509ExtendedKeyManager {

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            if (!keyType.startsWith("EC") || !(socket instanceof SSLSocket connection)) {
                return null;
            }
            var session = (ExtendedSSLSession) connection.getHandshakeSession();
            return session.getRequestedServerNames().stream()
                    .filter(SNIHostName.class::isInstance)
                    .map(name -> ((SNIHostName) name).getAsciiName())
                    .findFirst()
                    .map(name -> ofNames.getOrDefault(name, ofAll))
                    .orElse(ofAll)
                    .name();
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return files.chain(CertificateFiles.Variant.valueOf(alias));
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return files.key();
        }

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return List.of(CertificateFiles.Variant.VALID.name()).toArray(String[]::new);
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
            return null;
        }
    }
}
