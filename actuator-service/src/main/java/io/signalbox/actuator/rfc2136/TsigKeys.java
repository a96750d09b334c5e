package io.signalbox.actuator.rfc2136;

import io.signalbox.contract.FailureCause;
import io.signalbox.contract.topology.Dns;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/** The TSIG keys. Their secrets are only in the environment of this process. */
final class TsigKeys {

    private final Map<String, String> environment;
    private final InstantSource clock;

    TsigKeys(Map<String, String> environment, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    TsigSigner signer(Dns.Key key) throws UpdateFailedException {
        Name algorithm = algorithm(key.algorithm());
        var secret = new SecretKeySpec(secret(key.secretVariable()), "HMAC");
        return new TsigSigner(
                new TSIG(algorithm, DnsJavaRecords.name(key.name()), secret, clock.withZone(ZoneOffset.UTC)));
    }

    private byte[] secret(String variable) throws UpdateFailedException {
        String text = environment.getOrDefault(variable, "").strip();
        if (text.isEmpty()) {
            throw UpdateFailedException.notTaken(
                    FailureCause.SECRET_MISSING, "the environment variable " + variable + " is not set", false);
        }
        byte[] secret = decoded(text);
        if (secret.length == 0) {
            throw UpdateFailedException.notTaken(
                    FailureCause.SECRET_UNREADABLE,
                    "the environment variable " + variable + ": expected a secret in base64",
                    false);
        }
        return secret;
    }

    /** Empty when it is not base64. No part of it may appear in a message, not even the wrong character. */
    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static Name algorithm(Dns.Algorithm algorithm) {
        return switch (algorithm) {
            case HMAC_SHA256 -> TSIG.HMAC_SHA256;
            case HMAC_SHA384 -> TSIG.HMAC_SHA384;
            case HMAC_SHA512 -> TSIG.HMAC_SHA512;
        };
    }
}
