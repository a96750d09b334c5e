package io.signalbox.probe.postgres;

import io.signalbox.probe.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One SCRAM-SHA-256 login (RFC 5802, RFC 7677) without channel binding. Never sends the password. One call at a time,
 * by any thread.
 */
final class Scram {

    static final String MECHANISM = "SCRAM-SHA-256";

    /** No channel binding; the user name is that of the startup message. */
    private static final String HEADER = "n,,";

    private static final int NONCE_BYTES = 18;
    private static final Pattern SERVER_FIRST =
            Pattern.compile("r=(?<nonce>[!-+\\--~]+),s=(?<salt>[A-Za-z0-9+/=]+),i=(?<iterations>[0-9]{1,9})(,.*)?");

    private final SaltedPassword password;
    private final String ownNonce;
    private byte[] expected = {};
    private boolean verified;

    Scram(SaltedPassword password) {
        this(password, nonce());
    }

    Scram(SaltedPassword password, String ownNonce) {
        this.password = password;
        this.ownNonce = ownNonce;
    }

    private static String nonce() {
        var bytes = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    String first() {
        return HEADER + bare();
    }

    private String bare() {
        return "n=,r=" + ownNonce;
    }

    /** The final client message, for the server's response to {@link #first}. */
    String last(String serverFirst) throws MalformedMessageException {
        Matcher server = SERVER_FIRST.matcher(serverFirst);
        if (!server.matches()
                || !server.group("nonce").startsWith(ownNonce)
                || server.group("nonce").length() == ownNonce.length()) {
            throw new MalformedMessageException("not an answer of " + MECHANISM);
        }
        byte[] salted = password.with(server.group("salt"), Integer.parseInt(server.group("iterations")));
        String withoutProof = "c=" + base64(utf8(HEADER)) + ",r=" + server.group("nonce");
        byte[] all = utf8(bare() + "," + serverFirst + "," + withoutProof);
        byte[] clientKey = hmac(salted, utf8("Client Key"));
        byte[] proof = xor(clientKey, hmac(sha256(clientKey), all));
        expected = hmac(hmac(salted, utf8("Server Key")), all);
        return withoutProof + ",p=" + base64(proof);
    }

    /** Checks the server's proof that it knows the password. */
    void verify(String serverFinal) throws MalformedMessageException {
        if (expected.length == 0
                || !MessageDigest.isEqual(utf8(serverFinal.split(",", 2)[0]), utf8("v=" + base64(expected)))) {
            throw new MalformedMessageException("the server has not shown that it knows the password");
        }
        verified = true;
    }

    boolean verified() {
        return verified;
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] xor(byte[] one, byte[] other) {
        var both = new byte[one.length];
        for (int i = 0; i < one.length; i++) {
            both[i] = (byte) (one[i] ^ other[i]);
        }
        return both;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
