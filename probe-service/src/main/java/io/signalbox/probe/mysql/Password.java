package io.signalbox.probe.mysql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** A password, hashed with the server's challenge so that eavesdroppers learn nothing. */
record Password(String text) {

    static final String NATIVE = "mysql_native_password";
    static final String CACHING_SHA2 = "caching_sha2_password";

    /** Null for an unknown plugin. */
    byte @Nullable [] hashed(String plugin, byte[] challenge) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        return switch (plugin) {
            case NATIVE -> hashed("SHA-1", challenge, true);
            case CACHING_SHA2 -> hashed("SHA-256", challenge, false);
            default -> null;
        };
    }

    /** The password's hash, XORed with hash(challenge, double hash) or hash(double hash, challenge). */
    private byte[] hashed(String algorithm, byte[] challenge, boolean challengeFirst) {
        byte[] once = hash(algorithm, clear());
        byte[] twice = hash(algorithm, once);
        byte[] mask = challengeFirst ? hash(algorithm, challenge, twice) : hash(algorithm, twice, challenge);
        for (int i = 0; i < mask.length; i++) {
            mask[i] ^= once[i];
        }
        return mask;
    }

    private static byte[] hash(String algorithm, byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The cleartext password, for TLS only. */
    byte[] clear() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
