package io.signalbox.probe.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Producer settings of a cell: late results are worthless, so it gives up early and buffers little. */
public final class ProducerSettings {

    /** Below five seconds, the shortest freshness of any probe: the producer cannot send stale results. */
    static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(3);

    private static final int LINGER_MILLIS = 5;
    private static final int REQUEST_TIMEOUT_MILLIS = 1_500;
    /** Only the cell's own thread ever waits. */
    private static final int MAX_BLOCK_MILLIS = 100;

    private static final int BUFFER_BYTES = 8 * 1_024 * 1_024;

    private ProducerSettings() {}

    static Map<String, Object> of(String clientId) {
        return Map.ofEntries(
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, clientId),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis()),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
                Map.entry(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 1_000),
                Map.entry(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 2_000),
                Map.entry(ProducerConfig.METADATA_MAX_AGE_CONFIG, 30_000),
                // JMX and metrics push are unused.
                Map.entry(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of()),
                Map.entry(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false));
    }
}
