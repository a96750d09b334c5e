package io.signalbox.sandbox.kafka;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An additional TLS listener of a broker.
 *
 * @param name in upper case
 * @param host the advertised host name; must resolve to 127.0.0.1
 * @param identity a PEM file with the broker's key, followed by its certificate chain
 * @param clientAuthorities a PEM file with the CAs for client certificates; null: no client certificate needed
 */
public record SecureListener(
        String name, String host, Path identity, @Nullable Path clientAuthorities) implements AddedListener {

    @Override
    public String protocol() {
        return "SSL";
    }

    @Override
    public Map<String, String> settings() {
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
