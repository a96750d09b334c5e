package io.signalbox.decision.streams;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/** The ends of the observation topics. They tell a silent check from one whose results have not been read yet. */
@FunctionalInterface
public interface LogEnds {

    /** All that is stored has been read, always: for tests without Kafka. */
    LogEnds READ = (_, _, now) -> now;

    /**
     * @param partition of a topic with observations; of one that does not exist all has been read
     * @param next the offset after the last record that this task has read; -1 for none yet
     * @return the last time up to which it has read all that was stored; {@link Instant#MIN} when that is not known
     */
    Instant readTo(TopicPartition partition, long next, Instant now);

    /** The number of partitions of a topic with observations; 0 while it is not known. */
    default int partitions(String topic) {
        return 0;
    }
}
