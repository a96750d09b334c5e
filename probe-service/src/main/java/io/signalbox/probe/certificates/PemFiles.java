package io.signalbox.probe.certificates;

import io.signalbox.contract.access.Pem;
import io.signalbox.contract.topology.check.Tls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The content of one check's TLS files.
 *
 * @param trusted null for the system's trust store
 * @param shown the client certificate and its key; null for none
 * @param digest of all files: equal while nothing changes
 */
record PemFiles(@Nullable KeyStore trusted, @Nullable KeyStore shown, String digest) {

    /** A file cannot be used. The message names the file and the reason, never its content. */
    static final class Unusable extends Exception {
        private Unusable(String key, String what, String path, String why) {
            super(key + ": expected " + what + ", got " + path + ": " + why, null, false, false);
        }
    }

    static PemFiles read(Tls.Files files) throws Unusable {
        byte[] trust = read("trust", files.trust());
        byte[] certificate = read("clientCertificate", files.clientCertificate());
        byte[] key = read("clientKey", files.clientKey());
        return new PemFiles(
                files.trust().isEmpty() ? null : trusted(trust, files),
                files.clientKey().isEmpty() ? null : shown(certificate, key, files),
                digest(trust, certificate, key));
    }

    private static byte[] read(String setting, String path) throws Unusable {
        try {
            return path.isEmpty() ? new byte[0] : Files.readAllBytes(Path.of(path));
        } catch (NoSuchFileException _) {
            throw new Unusable(setting, "a file", path, "there is none");
        } catch (IOException e) {
            throw new Unusable(setting, "a readable file", path, e.getClass().getSimpleName());
        }
    }

    private static KeyStore trusted(byte[] certificates, Tls.Files files) throws Unusable {
        try {
            return Pem.trust(certificates);
        } catch (GeneralSecurityException e) {
            throw new Unusable("trust", "certificates in PEM", files.trust(), String.valueOf(e.getMessage()));
        }
    }

    private static KeyStore shown(byte[] certificate, byte[] key, Tls.Files files) throws Unusable {
        try {
            return Pem.identity(certificate, key);
        } catch (GeneralSecurityException e) {
            String paths = files.clientCertificate() + " and " + files.clientKey();
            throw new Unusable(
                    "clientCertificate, clientKey",
                    "a certificate and its private key in PEM",
                    paths,
                    String.valueOf(e.getMessage()));
        }
    }

    private static String digest(byte[]... contents) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (byte[] content : contents) {
                digest.update((content.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
