package io.signalbox.decision.view;

import io.signalbox.decision.core.state.FleetState;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stored fleet state once: the order in force may be older than the part of the journal that is read.
 */
final class StoredFleetReader {

    private static final Duration WAIT = Duration.ofMillis(200);

    private final StoredFleet stored;

    StoredFleetReader(StoredFleet stored) {
        this.stored = stored;
    }

    /**
     * Assigns the consumer to another topic.
     *
     * @return the initial fleet state when nothing is stored
     * @throws IllegalStateException when there is no such topic, or its record cannot be read
     */
    FleetState read(Consumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(stored.topic());
        if (partitions == null || partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + stored.topic());
        }
        var partition = new TopicPartition(stored.topic(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        byte[] value = newest(consumer, partition);
        return value == null ? FleetState.NEW : stored.reader().apply(value);
    }

    private byte @Nullable [] newest(Consumer<String, byte[]> consumer, TopicPartition partition) {
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        byte[] value = null;
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(WAIT)) {
                value = stored.key().equals(record.key()) ? record.value() : value;
            }
        }
        return value;
    }
}
