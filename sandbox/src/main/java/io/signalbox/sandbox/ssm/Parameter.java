package io.signalbox.sandbox.ssm;

import java.time.Instant;

/**
 * One parameter.
 *
 * @param type String, StringList or SecureString
 * @param version starts at 1 when the name is created; grows with each write
 */
public record Parameter(String name, String type, String value, long version, Instant modified) {}
