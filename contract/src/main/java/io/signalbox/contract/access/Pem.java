package io.signalbox.contract.access;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys in PEM (RFC 7468) into key stores. Messages never quote the content. */
public final class Pem {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (?<kind>[A-Z ]*)PRIVATE KEY-----(?<base64>[A-Za-z0-9+/=\\s]*)-----END");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    /** Version 0 and the algorithm rsaEncryption: what PKCS #8 puts before an RSA key. */
    private static final byte[] RSA_HEADER = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private Pem() {}

    /** A store that trusts these certificates only. */
    public static KeyStore trust(byte[] certificates) throws GeneralSecurityException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate certificate : chain(certificates)) {
            store.setCertificateEntry("trusted-" + number++, certificate);
        }
        return store;
    }

    /** A store of one key and its certificates, its own first. The password is empty. */
    public static KeyStore identity(byte[] certificates, byte[] key) throws GeneralSecurityException {
        KeyStore store = empty();
        var chain = chain(certificates).toArray(Certificate[]::new);
        PrivateKey own = key(key);
        requirePair(own, chain[0].getPublicKey());
        store.setKeyEntry("own", own, new char[0], chain);
        return store;
    }

    /** While files are replaced, key and certificate may belong to different pairs for a moment. */
    private static void requirePair(PrivateKey own, PublicKey shown) throws GeneralSecurityException {
        var signature = Signature.getInstance(
                switch (own.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "Ed25519";
                });
        signature.initSign(own);
        byte[] signed = signature.sign();
        try {
            signature.initVerify(shown);
            if (signature.verify(signed)) {
                return;
            }
        } catch (InvalidKeyException | SignatureException _) {
            // Different algorithms or key lengths.
        }
        throw new InvalidKeySpecException("the key does not belong to the first certificate");
    }

    /** The certificates in their order, at least one. */
    public static List<X509Certificate> certificates(byte[] pem) throws CertificateException {
        return chain(pem).stream().map(X509Certificate.class::cast).toList();
    }

    private static Collection<? extends Certificate> chain(byte[] pem) throws CertificateException {
        var chain = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
        if (chain.isEmpty()) {
            throw new CertificateException("it contains no certificate");
        }
        return chain;
    }

    private static PrivateKey key(byte[] pem) throws GeneralSecurityException {
        Matcher text = KEY.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        if (!text.find()) {
            throw new InvalidKeySpecException("it contains no private key");
        }
        byte[] der = der(text.group("base64"));
        return switch (text.group("kind")) {
            case "" -> key(new PKCS8EncodedKeySpec(der));
            case "RSA " -> key(new PKCS8EncodedKeySpec(wrapped(der)));
            default ->
                throw new InvalidKeySpecException(
                        "the key is neither PKCS #8 (BEGIN PRIVATE KEY) nor PKCS #1 (BEGIN RSA PRIVATE KEY)");
        };
    }

    private static byte[] der(String base64) throws InvalidKeySpecException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new InvalidKeySpecException("the private key is not in base64");
        }
    }

    private static PrivateKey key(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException _) {
                // Tries the next algorithm.
            }
        }
        throw new InvalidKeySpecException("the key's algorithm is none of " + String.join(", ", ALGORITHMS));
    }

    /** Wraps an RSA key in PKCS #1 into PKCS #8. */
    private static byte[] wrapped(byte[] rsa) {
        var inner = new ByteArrayOutputStream();
        inner.writeBytes(RSA_HEADER);
        write(inner, OCTETS, rsa);
        var outer = new ByteArrayOutputStream();
        write(outer, SEQUENCE, inner.toByteArray());
        return outer.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int tag, byte[] content) {
        // A length of two bytes, as any RSA key has today.
        out.write(tag);
        out.write(0x82);
        out.write(content.length >> 8);
        out.write(content.length);
        out.writeBytes(content);
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
