package io.signalbox.sandbox.oauth;

import java.time.Duration;
import java.time.Instant;

/** The claims of a token (RFC 7519). */
public record Claims(String subject, String issuer, String audience, Instant issued, Instant expires) {

    /** Issued now. */
    public static Claims of(String subject, String issuer, String audience, Duration validity) {
        Instant now = Instant.now();
        return new Claims(subject, issuer, audience, now, now.plus(validity));
    }

    public Claims withIssuer(String other) {
        return new Claims(subject, other, audience, issued, expires);
    }

    public Claims withAudience(String other) {
        return new Claims(subject, issuer, other, issued, expires);
    }

    /** Issued and expired that long before. */
    public Claims earlier(Duration by) {
        return new Claims(subject, issuer, audience, issued.minus(by), expires.minus(by));
    }

    String json() {
        return "{\"sub\":\"%s\",\"iss\":\"%s\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(subject, issuer, audience, issued.getEpochSecond(), expires.getEpochSecond());
    }
}
