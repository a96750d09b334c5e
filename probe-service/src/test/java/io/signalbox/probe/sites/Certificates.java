package io.signalbox.probe.sites;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Certificates made for this test run: an authority, and what it signed. */
public final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String AUTHORITY = "authority";

    private static final String SERVICE = "orders.example.com";
    private static final String PROBER = "prober.example.com";

    private static Certificates usual;

    private final Path file;
    private final KeyStore keys;

    /** Made once for all tests: good, old and stranger are a service's, client and rsa-client a prober's. */
    public static synchronized Certificates usual() {
        if (usual == null) {
            try {
                usual = new Certificates(Files.createTempDirectory("certificates"))
                        .signed("good", SERVICE, "-validity", "30")
                        .signed("old", SERVICE, "-startdate", "-20d", "-validity", "10")
                        .selfSigned("stranger", SERVICE)
                        .signed("client", PROBER)
                        .rsa("rsa-client", PROBER);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return usual;
    }

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

    /** Signed by the authority, with a key of another kind than the others. */
    public Certificates rsa(String alias, String hostname) {
        return signed(alias, hostname, "-keyalg", "RSA", "-keysize", "2048");
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
                "-alias",
                alias,
                "-dname",
                "CN=" + alias));
        command.addAll(List.of(options));
        if (!command.contains("-keyalg")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        }
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

    /** The certificate and what signed it, as text. */
    public String pem(String alias) {
        try {
            var text = new StringBuilder();
            for (var certificate : keys.getCertificateChain(alias)) {
                text.append(armoured("CERTIFICATE", certificate.getEncoded()));
            }
            return text.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private key as text, in PKCS #8. */
    public String keyPem(String alias) {
        return armoured("PRIVATE KEY", key(alias));
    }

    /** The private key, in PKCS #8. */
    public byte[] key(String alias) {
        try {
            return keys.getKey(alias, PASSWORD).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String armoured(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }

    /** For a server that shows this certificate, and trusts the authority where it asks for a client's. */
    public ServerSocketFactory server(String alias) {
        return context(alias).getServerSocketFactory();
    }

    /** The same for servers that are told how to speak TLS. */
    public SSLContext context(String alias) {
        try {
            var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(trust());
            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers(alias).getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
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

    /** Goes on with TLS on a connection that was plain so far, as a server that shows this certificate. */
    public SSLSocket secure(String alias, Socket plain) throws IOException {
        var socket = (SSLSocket) context(alias).getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }
}
