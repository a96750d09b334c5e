package io.signalbox.kafka;

import java.util.LinkedHashMap;
import java.util.Map;

/** The properties of Kafka's clients that connect them to a cell. Nothing else makes them. */
final class ClientProperties {

    private static final String MECHANISM = "sasl.mechanism";
    private static final String LOGIN_MODULE = "sasl.jaas.config";
    private static final String CLIENT_CALLBACKS = "sasl.client.callback.handler.class";

    private ClientProperties() {}

    /** What every client of this cell needs besides the brokers; empty for an open Kafka. No secret is among them. */
    static Map<String, String> of(CellAccess access) {
        var properties = new LinkedHashMap<String, String>();
        if (access.security().encrypted()) {
            properties.put("ssl.engine.factory.class", CellSslEngineFactory.class.getName());
            properties.put(AccessProperty.NAME, access.text());
        }
        switch (access.security()) {
            case PLAINTEXT -> {}
            case TLS, MTLS -> properties.put("security.protocol", "SSL");
            case SCRAM_SHA_256 -> scram(access, properties, "SCRAM-SHA-256");
            case SCRAM_SHA_512 -> scram(access, properties, "SCRAM-SHA-512");
            case OAUTHBEARER -> bearer(access, properties, TokenLogin.class, ConnectionToken.class);
            case MSK_IAM -> bearer(access, properties, MskLogin.class, MskConnection.class);
        }
        return properties;
    }

    private static void scram(CellAccess access, Map<String, String> properties, String mechanism) {
        login(access, properties, mechanism, "org.apache.kafka.common.security.scram.ScramLoginModule");
        properties.put(CLIENT_CALLBACKS, ScramLogin.class.getName());
    }

    private static void bearer(
            CellAccess access,
            Map<String, String> properties,
            Class<? extends CredentialsHandler> login,
            Class<? extends CredentialsHandler> connection) {
        login(access, properties, "OAUTHBEARER", "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule");
        properties.put("sasl.login.callback.handler.class", login.getName());
        properties.put(CLIENT_CALLBACKS, connection.getName());
    }

    /** Kafka shares a login among all clients with equal text here, so the text names the cell. */
    private static void login(CellAccess access, Map<String, String> properties, String mechanism, String module) {
        properties.put("security.protocol", "SASL_SSL");
        properties.put(MECHANISM, mechanism);
        properties.put(LOGIN_MODULE, module + " required signalboxCell=\"" + access.cell() + "\";");
    }
}
