package io.signalbox.decision.app;

import io.signalbox.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** The required settings of each topic. A difference is reported with its remedy. */
final class TopicCheck {

    private static final String TIMES = TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
    private static final String CLEANUP = TopicConfig.CLEANUP_POLICY_CONFIG;
    private static final String COMPACT = TopicConfig.CLEANUP_POLICY_COMPACT;
    private static final String DELETE = TopicConfig.CLEANUP_POLICY_DELETE;
    private static final String IN_SYNC = TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;

    private final short replicationFactor;

    TopicCheck(short replicationFactor) {
        this.replicationFactor = replicationFactor;
    }

    /** The settings that a new topic is created with. */
    Map<String, String> settings(Topics.Spec spec) {
        var settings = new HashMap<String, String>();
        settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(IN_SYNC, String.valueOf(inSync()));
        settings.put(CLEANUP, cleanup(spec));
        if (spec.appendTime()) {
            settings.put(TIMES, "LogAppendTime");
        }
        Duration retention = spec.retention();
        if (retention != null) {
            settings.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()));
        }
        return settings;
    }

    /** The problems of an existing topic, one line each; empty when it is configured correctly. */
    List<String> problems(Topics.Spec spec, TopicDescription found, Config config) {
        var problems = new ArrayList<String>();
        int partitions = found.partitions().size();
        if (partitions != spec.partitions()) {
            problems.add(spec.name() + ": partitions: expected " + spec.partitions() + ", found " + partitions
                    + "; delete the topic while all services of the cell are stopped, and it is created anew");
        }
        int replicas = found.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        if (replicas < replicationFactor) {
            problems.add(
                    spec.name() + ": replication factor: expected " + replicationFactor + " or more, found " + replicas
                            + "; change it with kafka-reassign-partitions.sh, or say what is meant with"
                            + " SIGNALBOX_TOPICS_REPLICATION_FACTOR");
        }
        if (spec.appendTime()) {
            expect(problems, spec, config, TIMES, "LogAppendTime");
        }
        String cleanup = value(config, CLEANUP);
        if (cleanup == null || !isCleanedWell(spec, Set.of(cleanup.split(",", -1)))) {
            String expected = cleanup(spec);
            problems.add(problem(
                    spec, CLEANUP, expected, cleanup, expected.contains(",") ? "[" + expected + "]" : expected));
        }
        String inSync = value(config, IN_SYNC);
        if (inSync == null || Integer.parseInt(inSync) < inSync()) {
            problems.add(problem(spec, IN_SYNC, inSync() + " or more", inSync, String.valueOf(inSync())));
        }
        return problems;
    }

    /** Acknowledged records must survive the loss of one broker. */
    private int inSync() {
        return Math.max(1, replicationFactor - 1);
    }

    private static String cleanup(Topics.Spec spec) {
        return !spec.compacted() ? DELETE : spec.retention() == null ? COMPACT : COMPACT + "," + DELETE;
    }

    /** A compacted topic that keeps what it may lose is right, too. */
    private static boolean isCleanedWell(Topics.Spec spec, Set<String> policies) {
        boolean mayLose = spec.retention() != null;
        return policies.contains(COMPACT) == spec.compacted()
                && (spec.compacted() || policies.contains(DELETE))
                && (mayLose || !policies.contains(DELETE));
    }

    private static void expect(
            List<String> problems, Topics.Spec spec, Config config, String setting, String expected) {
        String found = value(config, setting);
        if (!expected.equals(found)) {
            problems.add(problem(spec, setting, expected, found, expected));
        }
    }

    private static String problem(
            Topics.Spec spec, String setting, String expected, @Nullable String found, String value) {
        return spec.name() + ": " + setting + ": expected " + expected + ", found " + found
                + "; change it with kafka-configs.sh --alter --entity-type topics --entity-name " + spec.name()
                + " --add-config " + setting + "=" + value;
    }

    private static @Nullable String value(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null ? null : entry.value();
    }
}
