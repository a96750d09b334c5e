package io.signalbox.decision.streams;

import io.signalbox.contract.Topics;
import java.util.Map;
import java.util.Optional;

/**
 * Stage 1 keeps its verdicts in a topic of Kafka Streams that has as many partitions as the observations. Kafka Streams makes it once,
 * and cannot go on when the observations have another number of them later.
 */
public final class StoredPartitions {

    private StoredPartitions() {}

    /** The topic that stage 1's verdicts are kept in. */
    public static String topic(String applicationId) {
        return applicationId + "-" + EvidenceProcessor.STORE + "-changelog";
    }

    /**
     * Why this cell cannot be decided on, and what to do about it; empty when it can.
     *
     * @param partitions of each topic that is there
     */
    public static Optional<String> objection(String applicationId, Map<String, Integer> partitions) {
        Integer observations = partitions.get(Topics.OBSERVATIONS);
        Integer stored = partitions.get(topic(applicationId));
        return observations == null || stored == null || observations.equals(stored)
                ? Optional.empty()
                : Optional.of("topic " + Topics.OBSERVATIONS + ": expected " + stored + " partitions, as "
                        + topic(applicationId)
                        + " has, got " + observations
                        + "; to keep the new number, stop every decision-service of this cell, delete "
                        + topic(applicationId)
                        + ", and start them again: sites are UNKNOWN until they were measured anew");
    }
}
