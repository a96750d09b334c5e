package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.contract.topology.check.Check.Mqtt;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a check of an MQTT broker. */
record MqttReader(TlsReader tls) {

    private static final int PLAIN_PORT = 1_883;
    private static final int SECURE_PORT = 8_883;
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9_:.-]{1,100}");

    @Nullable
    Mqtt read(Cursor at) {
        Fields fields = at.fields("port", "tls", "user", "password", "clientId");
        Optional<Tls> secured = fields.optional("tls", Optional.empty(), tls::choice);
        Integer port = fields.optional("port", secured.isEmpty() ? PLAIN_PORT : SECURE_PORT, Cursor::port);
        Credentials credentials = fields.combined(CredentialsReader::read);
        String clientId = fields.optional(
                "clientId",
                "signalbox",
                it -> it.text(
                        "1 to 100 letters, digits, '_', ':', '.' or '-'",
                        text -> CLIENT_ID.matcher(text).matches()));
        return fields.whole(() -> new Mqtt(port, secured.orElse(null), credentials, clientId));
    }
}
