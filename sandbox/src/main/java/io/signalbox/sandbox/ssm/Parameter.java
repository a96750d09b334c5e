package io.signalbox.sandbox.ssm;

import java.time.Instant;

/**
 * One parameter as it stands.
 *
 * @param type String, StringList or SecureString
 * @param version from 1; grows with each write of the name since it was last created
 */
public record Parameter(String name, String type, String value, long version, Instant modified) {}
