package io.signalbox.kafka;

import io.signalbox.contract.access.Pem;
import io.signalbox.contract.topology.KafkaSecurity;
import io.signalbox.kafka.Credentials.UnusableException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The content of the TLS files of one access at one moment. Equal as long as no file changes.
 *
 * @param authorities empty: the authorities that Java trusts
 * @param certificate empty: none is shown
 */
record TlsFiles(String authorities, String certificate, String key) {

    /** @throws UnusableException if a file that the access needs is missing or unreadable */
    static TlsFiles read(CellAccess access) throws UnusableException {
        Credentials credentials = access.credentials();
        String authorities = credentials.pem(Credentials.AUTHORITIES);
        if (access.security() != KafkaSecurity.MTLS) {
            return new TlsFiles(authorities, "", "");
        }
        return new TlsFiles(
                authorities,
                required(credentials, Credentials.CERTIFICATE, "the client certificate"),
                required(credentials, Credentials.KEY, "the private key of the client certificate"));
    }

    private static String required(Credentials credentials, String name, String what) throws UnusableException {
        String pem = credentials.pem(name);
        if (pem.isEmpty()) {
            throw new UnusableException(
                    credentials.file(name) + ": expected " + what + " in PEM, there is no such file or it is empty");
        }
        return pem;
    }

    /** @throws UnusableException if a file is not in PEM, or the key belongs to another certificate */
    SSLContext context(Credentials credentials) throws UnusableException {
        try {
            var context = SSLContext.getInstance("TLS");
            var trust = new BrokerTrust(trust(), credentials.file(Credentials.AUTHORITIES));
            context.init(keys(), new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new UnusableException(credentials.file("*") + ": expected "
                    + String.join(", ", Credentials.AUTHORITIES, Credentials.CERTIFICATE, Credentials.KEY)
                    + " in PEM, got: " + e.getMessage());
        }
    }

    private X509ExtendedTrustManager trust() throws GeneralSecurityException {
        KeyStore store = authorities.isEmpty() ? null : Pem.trust(bytes(authorities));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private KeyManager @Nullable [] keys() throws GeneralSecurityException {
        if (certificate.isEmpty()) {
            return null;
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(Pem.identity(bytes(certificate), bytes(key)), new char[0]);
        return factory.getKeyManagers();
    }

    /** The certificate that this process shows; empty if there is none. */
    Optional<X509Certificate> own() {
        try {
            return certificate.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Pem.certificates(bytes(certificate)).getFirst());
        } catch (GeneralSecurityException _) {
            // context() tells that the file is unusable.
            return Optional.empty();
        }
    }

    private static byte[] bytes(String pem) {
        return pem.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "TlsFiles";
    }
}
