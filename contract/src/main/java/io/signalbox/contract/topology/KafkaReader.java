package io.signalbox.contract.topology;

import io.signalbox.contract.topology.Check.Kafka;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which broker is asked, and for what. */
final class KafkaReader {

    private static final int USUAL_PORT = 9_092;
    private static final int MOST_REPLICAS = 100;
    private static final String WHAT = "a topic of 1 to 249 letters, digits, '.', '_' and '-'";
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    private KafkaReader() {}

    static @Nullable Kafka read(Cursor at) {
        Fields fields = at.fields("port", "secure", "topic", "minInSync");
        if (fields == null) {
            return null;
        }
        Integer port = fields.optional("port", USUAL_PORT, CheckReader::port);
        Boolean secure = fields.optional("secure", false, Cursor::bool);
        String topic = fields.has("topic")
                ? fields.required(
                        "topic", it -> it.text(WHAT, text -> TOPIC.matcher(text).matches()))
                : null;
        Integer minInSync = fields.optional("minInSync", 1, it -> it.integer(1, MOST_REPLICAS));
        if (fields.has("minInSync") && !fields.has("topic")) {
            fields.at("minInSync").problem("expected a topic whose replicas are meant, got none");
        }
        return port == null || secure == null || minInSync == null ? null : new Kafka(port, secure, topic, minInSync);
    }
}
