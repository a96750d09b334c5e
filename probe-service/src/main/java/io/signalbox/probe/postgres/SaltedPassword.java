package io.signalbox.probe.postgres;

import io.signalbox.probe.wire.MalformedMessageException;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** A salted password. A server repeats its salt, so the costly result is cached for the next probe. Thread-safe. */
final class SaltedPassword {

    /** More iterations would keep a worker busy for too long; servers use 4,096 by default. */
    private static final int MOST_ITERATIONS = 50_000;

    private static final int BITS = 256;

    private record Salted(String salt, int iterations, byte[] result) {}

    private final String password;
    private volatile @Nullable Salted last;

    SaltedPassword(String password) {
        this.password = Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /** @param salt in base64 */
    byte[] with(String salt, int iterations) throws MalformedMessageException {
        Salted known = last;
        if (known == null || !known.salt().equals(salt) || known.iterations() != iterations) {
            known = new Salted(salt, iterations, salted(salt, iterations));
            last = known;
        }
        return known.result();
    }

    private byte[] salted(String salt, int iterations) throws MalformedMessageException {
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new MalformedMessageException(
                    "SCRAM with " + iterations + " iterations, expected 1 to " + MOST_ITERATIONS);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(salt);
            var spec = new PBEKeySpec(password.toCharArray(), bytes, iterations, BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (IllegalArgumentException _) {
            throw new MalformedMessageException("the SCRAM salt is not valid base64");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
