package io.signalbox.sandbox.kafka;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * An additional TLS listener of a broker, at which clients log in: with a password (SCRAM) or with a JSON web token, which Kafka's own
 * validator checks.
 *
 * @param name in upper case
 * @param host the advertised host name; must resolve to 127.0.0.1
 * @param identity a PEM file with the broker's key, followed by its certificate chain
 * @param keys where the keys of the tokens' issuer are served
 * @param issuer the issuer that tokens must name
 * @param audience the audience that tokens must name
 */
public record LoginListener(String name, String host, Path identity, URI keys, String issuer, String audience)
        implements AddedListener {

    private static final String PACKAGE = "org.apache.kafka.common.security.";

    @Override
    public String protocol() {
        return "SASL_SSL";
    }

    @Override
    public Map<String, String> settings() {
        String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
        String bearer = prefix + "oauthbearer.sasl.";
        String scram = PACKAGE + "scram.ScramLoginModule required;";
        return Map.ofEntries(
                Map.entry(prefix + "ssl.keystore.type", "PEM"),
                Map.entry(prefix + "ssl.keystore.location", identity.toString()),
                Map.entry(prefix + "ssl.client.auth", "none"),
                Map.entry(prefix + "sasl.enabled.mechanisms", "SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER"),
                Map.entry(prefix + "scram-sha-256.sasl.jaas.config", scram),
                Map.entry(prefix + "scram-sha-512.sasl.jaas.config", scram),
                Map.entry(bearer + "jaas.config", PACKAGE + "oauthbearer.OAuthBearerLoginModule required;"),
                Map.entry(
                        bearer + "server.callback.handler.class",
                        PACKAGE + "oauthbearer.OAuthBearerValidatorCallbackHandler"),
                // The default of Kafka 4.1.1 checks neither signature nor issuer nor audience.
                Map.entry(prefix + "sasl.oauthbearer.jwt.validator.class", PACKAGE + "oauthbearer.BrokerJwtValidator"),
                Map.entry(bearer + BrokerProcess.TOKEN_KEYS, keys.toString()),
                Map.entry(bearer + "oauthbearer.expected.issuer", issuer),
                Map.entry(bearer + "oauthbearer.expected.audience", audience));
    }
}
