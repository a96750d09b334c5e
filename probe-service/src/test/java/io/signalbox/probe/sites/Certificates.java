package io.signalbox.probe.sites;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates made for this test run: an authority, and what it signed. */
public final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String AUTHORITY = "authority";

    private final Path file;
    private final KeyStore keys;

    public Certificates(Path directory) {
        file = directory.resolve("keys.p12");
        make(AUTHORITY, "-ext", "bc:c", "-validity", "100");
        keys = load();
    }

    /** Signed by the authority. @param dates keytool's options for them */
    public Certificates signed(String alias, String hostname, String... dates) {
        var options = new ArrayList<>(List.of("-signer", AUTHORITY, "-ext", "san=dns:" + hostname));
        options.addAll(List.of(dates));
        return new Certificates(file, options, alias);
    }

    /** Signed by itself. */
    public Certificates selfSigned(String alias, String hostname, String... dates) {
        var options = new ArrayList<>(List.of("-ext", "san=dns:" + hostname));
        options.addAll(List.of(dates));
        return new Certificates(file, options, alias);
    }

    private Certificates(Path file, List<String> options, String alias) {
        this.file = file;
        make(alias, options.toArray(String[]::new));
        this.keys = load();
    }

    private void make(String alias, String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD),
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias));
        command.addAll(List.of(options));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore load() {
        try (InputStream in = Files.newInputStream(file)) {
            var loaded = KeyStore.getInstance("PKCS12");
            loaded.load(in, PASSWORD);
            return loaded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts the authority alone. */
    public KeyStore trust() {
        return trust(AUTHORITY);
    }

    public KeyStore trust(String alias) {
        try {
            var trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry(alias, keys.getCertificate(alias));
            return trust;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Instant expiry(String alias) {
        try {
            return ((X509Certificate) keys.getCertificate(alias)).getNotAfter().toInstant();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a server that shows this certificate. */
    public ServerSocketFactory server(String alias) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers(alias).getKeyManagers(), null, null);
            return context.getServerSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With this certificate and its key alone. */
    public KeyManagerFactory keyManagers(String alias) {
        try {
            var one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setKeyEntry(alias, keys.getKey(alias, PASSWORD), PASSWORD, keys.getCertificateChain(alias));
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(one, PASSWORD);
            return managers;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
