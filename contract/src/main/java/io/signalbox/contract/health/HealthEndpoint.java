package io.signalbox.contract.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A health endpoint on loopback. Sends the request over a plain socket: an HTTP client would take longer to load than the request.
 *
 * @param tlsFolder the folder with the endpoint's {@code tls.crt}, which is the only certificate that is trusted; empty for plain HTTP
 */
record HealthEndpoint(int port, Optional<String> tlsFolder) {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int LONGEST_RESPONSE = 65_536;

    HealthResponse get(String path) throws IOException, GeneralSecurityException {
        String request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\nAccept: application/json\r\n\r\n";
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            Socket socket = tlsFolder.isPresent() ? encrypted(plain, Path.of(tlsFolder.get())) : plain;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return HealthResponse.parse(
                    new String(socket.getInputStream().readNBytes(LONGEST_RESPONSE), StandardCharsets.UTF_8));
        }
    }

    private Socket encrypted(Socket plain, Path folder) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust(folder.resolve("tls.crt")).getTrustManagers(), null);
        return context.getSocketFactory().createSocket(plain, "localhost", port, true);
    }

    private static TrustManagerFactory trust(Path certificates) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(certificates)) {
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("certificate-" + number++, certificate);
            }
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }
}
