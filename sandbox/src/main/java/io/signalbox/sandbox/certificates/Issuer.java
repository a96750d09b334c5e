package io.signalbox.sandbox.certificates;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Signs certificates with a key on an elliptic curve (RFC 5280).
 *
 * @param today the start of validity periods: the same moment for a whole chain, so that all of it ends in the same
 *     second
 */
public record Issuer(String name, PrivateKey key, Instant today) {

    private static final BigInteger VERSION_3 = BigInteger.TWO;
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.object("2a8648ce3d040302"));
    private static final byte[] COMMON_NAME = Der.object("550403");
    private static final byte[] ALTERNATIVE_NAME = Der.object("551d11");
    private static final byte[] BASIC_CONSTRAINTS = Der.object("551d13");

    /** From one day to another, counted from the issuer's. */
    public record Days(int from, int until) {}

    /** The certificate of an authority, which may sign other certificates. */
    public X509Certificate authority(String subject, PublicKey subjectKey, Days valid) {
        byte[] mayIssue = Der.sequence(BASIC_CONSTRAINTS, Der.yes(), Der.octets(Der.sequence(Der.yes())));
        return certificate(subject, subjectKey, valid, mayIssue);
    }

    /** Issues for a host or an IPv4 address. */
    public X509Certificate host(String subject, PublicKey subjectKey, Days valid, String hostname) {
        byte[] name = name(hostname);
        byte[] named = Der.sequence(ALTERNATIVE_NAME, Der.octets(Der.sequence(name)));
        return certificate(subject, subjectKey, valid, named);
    }

    private static byte[] name(String hostname) {
        return hostname.matches("[0-9.]+")
                ? Der.of(0x87, InetAddress.ofLiteral(hostname).getAddress())
                : Der.of(0x82, hostname.getBytes(StandardCharsets.US_ASCII));
    }

    private X509Certificate certificate(String subject, PublicKey subjectKey, Days valid, byte[] extension) {
        byte[] content = Der.sequence(
                Der.of(0xA0, Der.integer(VERSION_3)),
                Der.integer(BigInteger.valueOf(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE))),
                ECDSA_WITH_SHA256,
                distinguished(name),
                Der.sequence(
                        Der.moment(today.plus(Duration.ofDays(valid.from()))),
                        Der.moment(today.plus(Duration.ofDays(valid.until())))),
                distinguished(subject),
                subjectKey.getEncoded(),
                Der.of(0xA3, Der.sequence(extension)));
        try {
            byte[] whole = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signed(content)));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] distinguished(String commonName) {
        return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(commonName))));
    }

    private byte[] signed(byte[] content) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }
}
