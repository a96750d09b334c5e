package io.signalbox.actuator.core;

import org.jspecify.annotations.Nullable;

/**
 * What one of Route 53's health checks asks. How often, and how many answers it believes, is not part of it: who has tuned that
 * keeps it.
 *
 * @param address null where the host is looked up
 * @param host for the Host header and the server name, and what is looked up without an address; null for none
 * @param path empty with {@link Type#TCP}
 * @param inverted healthy while the endpoint is not
 */
public record HealthCheckSpec(
        Type type, @Nullable String address, @Nullable String host, int port, String path, boolean inverted) {

    /** How it asks. */
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
