package io.signalbox.probe.postgres;

import io.signalbox.probe.wire.Malformed;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** A password, salted as a server asks. It asks the same each time, so the costly result is kept: probes come each second. */
final class SaltedPassword {

    /** More would keep an event loop busy for longer than other probes can wait; servers ask for 4,096 by default. */
    private static final int MOST_ITERATIONS = 50_000;

    private static final int BITS = 256;

    private record Salted(String salt, int iterations, byte[] result) {}

    private final String password;
    private volatile @Nullable Salted last;

    SaltedPassword(String password) {
        this.password = Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /** @param salt in base64 */
    byte[] with(String salt, int iterations) throws Malformed {
        Salted known = last;
        if (known == null || !known.salt().equals(salt) || known.iterations() != iterations) {
            known = new Salted(salt, iterations, salted(salt, iterations));
            last = known;
        }
        return known.result();
    }

    private byte[] salted(String salt, int iterations) throws Malformed {
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new Malformed("a login of " + iterations + " iterations, expected 1 to " + MOST_ITERATIONS);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(salt);
            var spec = new PBEKeySpec(password.toCharArray(), bytes, iterations, BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (IllegalArgumentException _) {
            throw new Malformed("a salt that is none");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
