package io.signalbox.decision.streams;

import io.signalbox.contract.Topics;
import java.util.List;
import java.util.Map;

/**
 * Compares partition counts. Kafka Streams creates the changelog of stage 1 once, with as many partitions as the observations, and
 * fails when the observations topic has a different number later.
 */
public final class StoredPartitions {

    private StoredPartitions() {}

    /** The name under which stage 1 keeps its read positions and its state. */
    public static String stageOne(String applicationId) {
        return applicationId + "-evidence";
    }

    /** The changelog topic of stage 1's verdicts. */
    public static String topic(String applicationId) {
        return stageOne(applicationId) + "-" + EvidenceProcessor.STORE + "-changelog";
    }

    /**
     * The mismatches that prevent decisions in this cell, and their remedy; empty when there is none.
     *
     * @param partitions number of partitions of each existing topic
     */
    public static List<String> objections(String applicationId, Map<String, Integer> partitions) {
        String changelog = topic(applicationId);
        Integer stored = partitions.get(changelog);
        return partitions.entrySet().stream()
                .filter(topic -> stored != null && Topics.hasObservations(topic.getKey()))
                .filter(topic -> !topic.getValue().equals(stored))
                .map(topic -> "topic " + topic.getKey() + ": expected " + stored + " partitions, as " + changelog
                        + " has, got " + topic.getValue()
                        + "; to keep the new number, stop every decision-service of this cell, delete " + changelog
                        + ", and start them again: sites are UNKNOWN until they were measured anew")
                .sorted()
                .toList();
    }
}
