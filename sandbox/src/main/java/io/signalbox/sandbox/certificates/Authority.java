package io.signalbox.sandbox.certificates;

import io.signalbox.sandbox.certificates.Issuer.Days;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;

/** Signs certificates and writes them as PEM files into a folder for each subject. */
public final class Authority {

    /** From yesterday, so that no clock is too early. */
    public static final Days VALID = new Days(-1, 90);

    public static final Days EXPIRED = new Days(-20, -10);

    private final Path directory;
    private final Issuer issuer;
    private final X509Certificate own;

    /** @param directory gets a folder for each subject */
    public Authority(String name, Path directory) {
        this.directory = directory;
        KeyPair pair = pair();
        this.issuer = new Issuer(name, pair.getPrivate(), Instant.now());
        this.own = issuer.authority(name, pair.getPublic(), VALID);
    }

    /** The folder with {@code ca.crt}, {@code tls.crt} and {@code tls.key} of a subject. */
    public Path folder(String subject) {
        return directory.resolve(subject);
    }

    /** The key of a subject, followed by its certificate, in one file. */
    public Path identity(String subject) {
        return folder(subject).resolve("identity.pem");
    }

    public Path certificate() {
        return directory.resolve(issuer.name() + ".crt");
    }

    /** Issues or replaces the files of a subject, which may be a host or an IPv4 address. */
    public void issue(String subject, String host, Days valid) {
        KeyPair pair = pair();
        String certificate = pem("CERTIFICATE", encoded(issuer.host(subject, pair.getPublic(), valid, host)));
        String key = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        write(certificate(), pem("CERTIFICATE", encoded(own)));
        write(folder(subject).resolve("ca.crt"), pem("CERTIFICATE", encoded(own)));
        write(folder(subject).resolve("tls.key"), key);
        write(folder(subject).resolve("tls.crt"), certificate);
        write(identity(subject), key + certificate);
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }

    /** At once, so that nobody reads half a file. */
    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), text);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
