package io.signalbox.sandbox.kafka;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An additional TLS listener of a broker, at which clients log in with AWS credentials as at Amazon MSK. The principal is the access
 * key.
 *
 * @param name in upper case
 * @param host the advertised host name; must resolve to 127.0.0.1
 * @param identity a PEM file with the broker's key, followed by its certificate chain
 * @param region that tokens must be signed for
 * @param secrets the secret key of each access key, without colons and commas
 */
public record MskListener(String name, String host, Path identity, String region, Map<String, String> secrets)
        implements AddedListener {

    @Override
    public String protocol() {
        return "SASL_SSL";
    }

    @Override
    public Map<String, String> settings() {
        String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
        String bearer = prefix + "oauthbearer.sasl.";
        return Map.of(
                prefix + "ssl.keystore.type",
                "PEM",
                prefix + "ssl.keystore.location",
                identity.toString(),
                prefix + "ssl.client.auth",
                "none",
                prefix + "sasl.enabled.mechanisms",
                "OAUTHBEARER",
                bearer + "jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;",
                bearer + "server.callback.handler.class",
                MskVerifier.class.getName(),
                MskVerifier.REGION,
                region,
                MskVerifier.SECRETS,
                secrets.entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(",")));
    }
}
