package io.signalbox.kafka;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.KafkaSecurity;
import io.signalbox.kafka.Credentials.UnusableException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How this process connects to the Kafka of one cell. The only place that turns this into properties of Kafka's clients.
 *
 * @param folder of the {@link Credentials}
 */
public record CellAccess(CellName cell, KafkaSecurity security, Path folder) {

    /** The folder of the credentials by default. */
    public static final Path FOLDER = Path.of("/etc/signalbox/kafka");

    /**
     * Tells the classes of this package whose files to read. A property that Kafka knows: Quarkus gives no other to the admin client
     * of Kafka Streams.
     */
    private static final String ACCESS = "ssl.keystore.location";

    private static final String SEPARATOR = "@";
    private static final int PARTS = 3;

    private static final String MECHANISM = "sasl.mechanism";
    private static final String LOGIN_MODULE = "sasl.jaas.config";
    private static final String CLIENT_CALLBACKS = "sasl.client.callback.handler.class";

    public static CellAccess of(Cell cell, Path folder) {
        return new CellAccess(cell.name(), cell.security(), folder);
    }

    /** @throws IllegalArgumentException for an unknown security, with those that are known */
    public static CellAccess of(String cell, String security, String folder) {
        KafkaSecurity known = KafkaSecurity.of(security)
                .orElseThrow(() -> new IllegalArgumentException("signalbox.kafka.security: expected "
                        + String.join(", ", KafkaSecurity.words()) + ", got \"" + security + "\""));
        return new CellAccess(new CellName(cell), known, Path.of(folder));
    }

    /** The access that {@link #properties} stand for. */
    static CellAccess from(Map<String, ?> properties) {
        String text = Objects.requireNonNull(properties.get(ACCESS), ACCESS).toString();
        String[] parts = text.split(SEPARATOR, PARTS);
        return of(parts[0], parts[1], parts[2]);
    }

    Credentials credentials() {
        return Credentials.of(cell, folder);
    }

    /** @throws UnusableException if a credential is missing or cannot be used, with file, problem and remedy */
    void requireUsable() throws UnusableException {
        Credentials own = credentials();
        TlsFiles.read(this).context(own);
        switch (security) {
            case PLAINTEXT, TLS, MTLS, MSK_IAM -> {}
            case SCRAM_SHA_256, SCRAM_SHA_512 -> {
                var _ = own.text(Credentials.USERNAME);
                var _ = own.text(Credentials.PASSWORD);
            }
            case OAUTHBEARER -> {
                if (own.optional(Credentials.TOKEN_ENDPOINT).isEmpty()) {
                    var _ = Token.read(own);
                }
            }
        }
    }

    /** The properties that every client of this cell needs besides the brokers; empty for an open Kafka. No secret is among them. */
    public Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        if (security.encrypted()) {
            properties.put("ssl.engine.factory.class", CellSslEngineFactory.class.getName());
            properties.put(ACCESS, String.join(SEPARATOR, cell.value(), security.toString(), folder.toString()));
        }
        switch (security) {
            case PLAINTEXT -> {}
            case TLS, MTLS -> properties.put("security.protocol", "SSL");
            case SCRAM_SHA_256 -> scram(properties, "SCRAM-SHA-256");
            case SCRAM_SHA_512 -> scram(properties, "SCRAM-SHA-512");
            case OAUTHBEARER -> {
                login(properties, "OAUTHBEARER", "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule");
                properties.put("sasl.login.callback.handler.class", TokenLogin.class.getName());
                properties.put(CLIENT_CALLBACKS, ConnectionToken.class.getName());
            }
            case MSK_IAM -> {
                login(properties, "AWS_MSK_IAM", "software.amazon.msk.auth.iam.IAMLoginModule");
                properties.put(CLIENT_CALLBACKS, "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
            }
        }
        return properties;
    }

    private void scram(Map<String, String> properties, String mechanism) {
        login(properties, mechanism, "org.apache.kafka.common.security.scram.ScramLoginModule");
        properties.put(CLIENT_CALLBACKS, ScramLogin.class.getName());
    }

    /** Kafka shares a login among all clients with equal text here, so the text names the cell. */
    private void login(Map<String, String> properties, String mechanism, String module) {
        properties.put("security.protocol", "SASL_SSL");
        properties.put(MECHANISM, mechanism);
        properties.put(LOGIN_MODULE, module + " required signalboxCell=\"" + cell + "\";");
    }
}
