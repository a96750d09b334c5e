package io.signalbox.sandbox.identity;

import java.time.Instant;

/** Temporary credentials. @param expires after that they are refused */
public record SessionCredentials(
        Identity identity, String accessKey, String secretKey, String token, Instant expires) {}
