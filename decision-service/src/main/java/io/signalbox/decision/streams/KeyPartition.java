package io.signalbox.decision.streams;

import io.signalbox.contract.codec.UnreadableException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The partition that a key belongs to: where every producer of Signalbox writes it, and the only task that counts it reads it. */
final class KeyPartition {

    private KeyPartition() {}

    /**
     * Refuses a record of another partition: there, a task that has counted nothing of the service would conclude something about it.
     *
     * @param partitions of the topic; 0 while that is not known
     */
    static void require(@Nullable String key, RecordMetadata from, int partitions) throws UnreadableException {
        if (key == null || partitions == 0) {
            return;
        }
        int own = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
        if (from.partition() != own) {
            throw new UnreadableException(
                    "Observation: expected in partition " + own + ", which the key " + key + " has of " + partitions
                            + ", got partition " + from.partition(),
                    null);
        }
    }
}
