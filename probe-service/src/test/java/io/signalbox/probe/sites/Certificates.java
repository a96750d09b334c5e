package io.signalbox.probe.sites;

import io.signalbox.sandbox.certificates.Issuer;
import io.signalbox.sandbox.certificates.Issuer.Days;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Certificates made for this test run: an authority, and what it signed. */
public final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String AUTHORITY = "authority";
    private static final Days USUAL = new Days(0, 90);

    private static final String SERVICE = "orders.example.com";
    private static final String PROBER = "prober.example.com";

    private static Certificates usual;

    private final KeyStore keys = empty();
    private final Instant today = Instant.now();
    private final Issuer authority;

    /** Made once for all tests: good, old and stranger are a service's, client and rsa-client a prober's. */
    public static synchronized Certificates usual() {
        if (usual == null) {
            usual = new Certificates()
                    .signed("good", SERVICE, 0, 30)
                    .signed("old", SERVICE, -20, -10)
                    .selfSigned("stranger", SERVICE)
                    .signed("client", PROBER)
                    .rsa("rsa-client", PROBER);
        }
        return usual;
    }

    public Certificates() {
        KeyPair own = pair("EC", 256);
        authority = new Issuer(AUTHORITY, own.getPrivate(), today);
        put(AUTHORITY, own, authority.authority(AUTHORITY, own.getPublic(), USUAL));
    }

    /** Signed by the authority. */
    public Certificates signed(String alias, String hostname) {
        return signed(alias, hostname, USUAL.from(), USUAL.until());
    }

    /** Signed by the authority, and valid from one day to another, counted from today. */
    public Certificates signed(String alias, String hostname, int from, int until) {
        return signed(alias, hostname, pair("EC", 256), new Days(from, until));
    }

    /** Signed by the authority, with a key of another kind than the others. */
    public Certificates rsa(String alias, String hostname) {
        return signed(alias, hostname, pair("RSA", 2_048), USUAL);
    }

    private Certificates signed(String alias, String hostname, KeyPair pair, Days valid) {
        return put(alias, pair, authority.host(alias, pair.getPublic(), valid, hostname), (X509Certificate)
                certificate(AUTHORITY));
    }

    /**
     * Signed by the authority and valid for thirty days; shown with a certificate of the authority that another one signed, which has ended.
     * Whoever trusts the authority does not need that.
     */
    public Certificates withSurplus(String alias, String hostname) {
        KeyPair own = pair("EC", 256);
        var former = new Issuer("former", pair("EC", 256).getPrivate(), today);
        var surplus = former.authority(AUTHORITY, certificate(AUTHORITY).getPublicKey(), new Days(-20, -10));
        return put(alias, own, authority.host(alias, own.getPublic(), new Days(0, 30), hostname), surplus);
    }

    /** Signed by one that the authority signed; both are valid for so many days. */
    public Certificates through(String issuing, int issuingDays, String alias, String hostname, int days) {
        KeyPair middle = pair("EC", 256);
        KeyPair own = pair("EC", 256);
        X509Certificate issuer = authority.authority(issuing, middle.getPublic(), new Days(0, issuingDays));
        put(issuing, middle, issuer, (X509Certificate) certificate(AUTHORITY));
        var host = new Issuer(issuing, middle.getPrivate(), today)
                .host(alias, own.getPublic(), new Days(0, days), hostname);
        return put(alias, own, host, issuer);
    }

    /** Signed by itself. */
    public Certificates selfSigned(String alias, String hostname) {
        return selfSigned(alias, hostname, USUAL.from(), USUAL.until());
    }

    /** Signed by itself, and valid from one day to another, counted from today. */
    public Certificates selfSigned(String alias, String hostname, int from, int until) {
        KeyPair own = pair("EC", 256);
        var itself = new Issuer(alias, own.getPrivate(), today);
        return put(alias, own, itself.host(alias, own.getPublic(), new Days(from, until), hostname));
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Certificates put(String alias, KeyPair pair, X509Certificate... chain) {
        try {
            keys.setKeyEntry(alias, pair.getPrivate(), PASSWORD, chain);
            return this;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Certificate certificate(String alias) {
        try {
            return keys.getCertificate(alias);
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
            var trust = empty();
            trust.setCertificateEntry(alias, certificate(alias));
            return trust;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Instant expiry(String alias) {
        return ((X509Certificate) certificate(alias)).getNotAfter().toInstant();
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
            var one = empty();
            one.setKeyEntry(alias, keys.getKey(alias, PASSWORD), PASSWORD, keys.getCertificateChain(alias));
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(one, PASSWORD);
            return managers;
        } catch (GeneralSecurityException e) {
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
