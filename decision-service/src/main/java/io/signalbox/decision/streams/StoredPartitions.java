package io.signalbox.decision.streams;

import io.signalbox.contract.Topics;
import java.util.Map;
import java.util.Optional;

/**
 * Compares partition counts. Kafka Streams creates the changelog of stage 1 once, with as many partitions as the observations, and
 * fails when the observations topic has a different number later.
 */
public final class StoredPartitions {

    private StoredPartitions() {}

    /** The changelog topic of stage 1's verdicts. */
    public static String topic(String applicationId) {
        return applicationId + "-" + EvidenceProcessor.STORE + "-changelog";
    }

    /**
     * The mismatch that prevents decisions in this cell, and its remedy; empty when there is none.
     *
     * @param partitions number of partitions of each existing topic
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
