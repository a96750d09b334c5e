package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.Check.Kafka;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which broker is queried, and for which topic. */
final class KafkaReader {

    private static final int USUAL_PORT = 9_092;
    private static final int MOST_REPLICAS = 100;
    private static final String WHAT = "a topic of 1 to 249 letters, digits, '.', '_' and '-'";
    private static final Tls BY_NAME = new Tls("", Tls.Files.NONE, List.of());
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    private KafkaReader() {}

    static @Nullable Kafka read(Cursor at) {
        Fields fields = at.fields("port", "secure", "tls", "topic", "minInSync");
        Integer port = fields.optional("port", USUAL_PORT, Cursor::port);
        Fields secured = fields.part();
        boolean secure = secured.optional("secure", false, Cursor::bool);
        Tls tls = fields.optional("tls", BY_NAME, KafkaReader::tls);
        if (fields.has("tls") && secured.isComplete() && !secure) {
            fields.at("tls").problem("expected secure: true beside it");
        }
        String topic = fields.ifPresent(
                "topic", it -> it.text(WHAT, text -> TOPIC.matcher(text).matches()));
        Integer minInSync = fields.optional("minInSync", 1, it -> it.integer(1, MOST_REPLICAS));
        if (fields.has("minInSync") && !fields.has("topic")) {
            fields.at("minInSync").problem("expected a topic whose replicas are meant, got none");
        }
        return fields.whole(() -> new Kafka(port, secure ? tls : null, topic, minInSync));
    }

    /** Brokers have many names, and no application protocol is chosen. */
    private static @Nullable Tls tls(Cursor at) {
        Fields fields = at.fields("trust", "clientCertificate", "clientKey");
        return new TlsReader(BY_NAME.serverName()).settings(fields);
    }
}
