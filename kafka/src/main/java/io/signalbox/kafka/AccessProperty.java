package io.signalbox.kafka;

import java.util.Map;
import java.util.Objects;

/** The property that tells the classes which Kafka's clients instantiate whose files to read. */
final class AccessProperty {

    /** One that Kafka knows: Quarkus gives no other to the admin client of Kafka Streams. */
    static final String NAME = "ssl.keystore.location";

    private AccessProperty() {}

    /** The access that the properties of a client are made from. */
    static CellAccess of(Map<String, ?> properties) {
        return CellAccess.parse(
                Objects.requireNonNull(properties.get(NAME), NAME).toString());
    }
}
