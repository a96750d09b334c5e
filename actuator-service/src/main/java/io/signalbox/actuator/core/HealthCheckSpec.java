package io.signalbox.actuator.core;

import org.jspecify.annotations.Nullable;

/**
 * What a Route 53 health check requests. Interval and failure threshold are not part of it: manual tuning of them
 * stays.
 *
 * @param address null when the host is looked up
 * @param host for the Host header and the server name, and to look up without an address; null for none
 * @param path empty with {@link Type#TCP}
 * @param inverted healthy while the endpoint is not
 */
public record HealthCheckSpec(
        Type type, @Nullable String address, @Nullable String host, int port, String path, boolean inverted) {

    /** The protocol of the check. */
    public enum Type {
        HTTP,
        HTTPS,
        TCP
    }

    /** For a person. */
    public String text() {
        String place = address == null ? host + ":" + port : address + ":" + port;
        String asked = address == null || host == null ? "" : " as " + host;
        return type + " " + place + path + asked + (inverted ? ", inverted" : "");
    }
}
