package io.signalbox.sandbox.kafka;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A second way to a broker, over TLS.
 *
 * @param name in capitals
 * @param host by which the broker advertises itself there, and which leads to 127.0.0.1
 * @param identity a PEM file with the broker's key and, after it, its certificate and what signed that
 * @param clientAuthorities a PEM file with those whose clients are let in; null for everybody
 */
public record SecureListener(
        String name, String host, Path identity, @Nullable Path clientAuthorities) {

    /** The broker's settings for it. */
    Map<String, String> settings() {
        String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".ssl.";
        return clientAuthorities == null
                ? Map.of(prefix + "keystore.type", "PEM", prefix + "keystore.location", identity.toString())
                : Map.of(
                        prefix + "keystore.type",
                        "PEM",
                        prefix + "keystore.location",
                        identity.toString(),
                        prefix + "truststore.type",
                        "PEM",
                        prefix + "truststore.location",
                        clientAuthorities.toString(),
                        prefix + "client.auth",
                        "required");
    }
}
