package io.signalbox.bench.faults;

import io.signalbox.sandbox.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Certificates of one key, signed by an own authority. All are made with the JDK's keytool. */
final class CertificateFiles {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "changeit";
    private static final String YEARS = "3650";
    private static final String EXPIRED = "-3d";

    private final Path directory;
    private final PrivateKey key;
    private final Map<Variant, X509Certificate[]> chains;

    /** The certificate chain that a site presents. */
    enum Variant {
        VALID,
        /** A valid certificate, and an expired cross-signed certificate of its authority, which no client needs. */
        CROSS_SIGNED_EXPIRED,
        EXPIRED,
        /** Valid for another host name. */
        OTHER_NAME
    }

    CertificateFiles(Path directory) {
        this.directory = directory;
        pair("root", "bc:c");
        pair("older", "bc:c");
        pair("site", "");
        keytool("-exportcert", "-rfc", "-alias", "root", "-file", file("root").toString());
        request("site");
        request("root");
        sign("root", "site", "valid", "", "san=dns:*.example.com");
        sign("root", "site", "expired", EXPIRED, "san=dns:*.example.com");
        sign("root", "site", "another", "", "san=dns:elsewhere.example.net");
        sign("older", "root", "cross-signed", EXPIRED, "bc:c");
        key = read();
        chains = Map.of(
                Variant.VALID, chain("valid"),
                Variant.CROSS_SIGNED_EXPIRED, chain("valid", "cross-signed"),
                Variant.EXPIRED, chain("expired"),
                Variant.OTHER_NAME, chain("another"));
    }

    Path trust() {
        return file("root");
    }

    PrivateKey key() {
        return key;
    }

    X509Certificate[] chain(Variant shown) {
        return chains.getOrDefault(shown, new X509Certificate[0]).clone();
    }

    private void pair(String name, String extension) {
        var arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-validity",
                YEARS));
        if (!extension.isEmpty()) {
            arguments.addAll(List.of("-ext", extension));
        }
        keytool(arguments.toArray(String[]::new));
    }

    private void request(String name) {
        keytool("-certreq", "-alias", name, "-file", file(name + "-request").toString());
    }

    /** @param begin keytool's {@code -startdate}, valid for a day; empty: valid from now for years */
    private void sign(String authority, String whose, String name, String begin, String extension) {
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                authority,
                "-infile",
                file(whose + "-request").toString(),
                "-outfile",
                file(name).toString(),
                "-ext",
                extension,
                "-startdate",
                begin.isEmpty() ? "-1d" : begin,
                "-validity",
                begin.isEmpty() ? YEARS : "1");
    }

    private void keytool(String... arguments) {
        var command = new ArrayList<>(
                List.of(Path.of(ChildProcess.java()).resolveSibling("keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore", file("store").toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-noprompt"));
        Path log = directory.resolve("keytool.log");
        var process = ChildProcess.start("keytool", command, Map.of(), directory, log);
        if (!process.ended(PATIENCE) || process.exitCode() != 0) {
            throw new IllegalStateException("keytool failed, see " + log);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ".pem");
    }

    private PrivateKey read() {
        try {
            var store = KeyStore.getInstance(file("store").toFile(), PASSWORD.toCharArray());
            return (PrivateKey) store.getKey("site", PASSWORD.toCharArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("keytool's store cannot be read", e);
        }
    }

    private X509Certificate[] chain(String... names) {
        var chain = new ArrayList<X509Certificate>();
        for (String name : names) {
            try (var in = Files.newInputStream(file(name))) {
                chain.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(in));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("keytool's certificate cannot be read", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return chain.toArray(X509Certificate[]::new);
    }
}
