package io.signalbox.actuator.notify;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.FailureCause;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves the sender and the time of a body: HMAC-SHA256 (RFC 2104) over the timestamp, a full stop and the body. */
record Signature(SecretKeySpec key) {

    private static final String ALGORITHM = "HmacSHA256";

    /** @param variable the name of the environment variable with the key */
    static Signature of(String variable, Map<String, String> environment) throws ActionFailedException {
        byte[] secret = secret(variable, environment).getBytes(StandardCharsets.UTF_8);
        return new Signature(new SecretKeySpec(secret, ALGORITHM));
    }

    /** The value of a variable that must be set. */
    static String secret(String variable, Map<String, String> environment) throws ActionFailedException {
        String secret = environment.getOrDefault(variable, "");
        if (secret.isEmpty()) {
            throw new ActionFailedException(
                    FailureCause.SECRET_MISSING, "the environment variable " + variable + " is not set", false);
        }
        return secret;
    }

    String over(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "a signature";
    }
}
