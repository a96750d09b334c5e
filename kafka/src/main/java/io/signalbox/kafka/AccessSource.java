package io.signalbox.kafka;

import io.signalbox.contract.topology.KafkaSecurity;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the access to the process's own cell the default of all Kafka clients that Quarkus creates: channels, Kafka Streams and
 * their admin clients take their properties from {@code kafka.*}.
 */
public final class AccessSource implements ConfigSourceFactory {

    private static final String CELL = "signalbox.cell";
    private static final String SECURITY = "signalbox.kafka.security";
    private static final String CREDENTIALS = "signalbox.kafka.credentials";
    private static final String PREFIX = "kafka.";
    /** Above application.properties, below the environment. */
    private static final int ORDINAL = 270;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String cell = value(context, CELL, "");
        // A process without a cell, such as a build or a prober, creates its clients itself.
        return cell.isEmpty() ? List.of() : List.of(source(properties(context, cell)));
    }

    private static Map<String, String> properties(ConfigSourceContext context, String cell) {
        var properties = new HashMap<String, String>();
        ClientProperties.of(CellAccess.of(
                        cell,
                        value(context, SECURITY, KafkaSecurity.PLAINTEXT.toString()),
                        value(context, CREDENTIALS, CellAccess.FOLDER.toString())))
                .forEach((key, value) -> properties.put(PREFIX + key, value));
        return properties;
    }

    private static ConfigSource source(Map<String, String> properties) {
        return new PropertiesConfigSource(properties, "access to Kafka", ORDINAL);
    }

    private static String value(ConfigSourceContext context, String name, String absent) {
        ConfigValue value = context.getValue(name);
        return value == null || value.getValue() == null || value.getValue().isEmpty() ? absent : value.getValue();
    }
}
