package io.signalbox.sandbox.mqtt;

import io.signalbox.contract.access.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The TLS files of one side of a connection, in PEM: trusted authorities, certificate and key. */
public record MqttTlsFiles(Path trust, Path certificate, Path key) {

    /** The files that {@link io.signalbox.sandbox.certificates.Authority} writes for a subject. */
    public static MqttTlsFiles in(Path folder) {
        return new MqttTlsFiles(folder.resolve("ca.crt"), folder.resolve("tls.crt"), folder.resolve("tls.key"));
    }

    SSLContext context() {
        try {
            var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(Pem.identity(Files.readAllBytes(certificate), Files.readAllBytes(key)), new char[0]);
            var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(Pem.trust(Files.readAllBytes(trust)));
            var context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
