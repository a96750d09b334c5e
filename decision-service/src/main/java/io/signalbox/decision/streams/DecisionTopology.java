package io.signalbox.decision.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.Topics;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.explain.EvidenceRequests;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The Kafka Streams topologies. Stage 1 turns observations into verdicts. Stage 2 turns verdicts, directives and outcomes into
 * commands, states and journal entries. Only the verdicts topic connects the stages: each has threads of its own, stage 1 scales with
 * the partitions of the observations, and stage 2 stays one task.
 */
public final class DecisionTopology {

    private static final Serde<String> KEY = Serdes.String();
    private static final Serde<byte[]> VALUE = Serdes.ByteArray();

    /** A negative timestamp counts as 0; the default extractor would end the task. */
    private static final TimestampExtractor TIMES = (record, _) -> Math.max(record.timestamp(), 0);

    /** The store of stage 1. A service's counters are in the task of its key's partition. */
    public static final String EVIDENCE_STORE = EvidenceProcessor.STORE;

    /**
     * Kafka compacts only closed segments, and ticks add records: with Kafka's defaults, a restart would read a week of them.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(4 * 1024 * 1024),
            TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(Duration.ofHours(1).toMillis()));

    private DecisionTopology() {}

    /**
     * Stage 1.
     *
     * @param intake metrics of what is read
     * @param ends how far the observations go
     * @param gate throws when no decisions may be made; runs at the start of each task, before it restores its state
     */
    public static org.apache.kafka.streams.Topology evidence(
            Supplier<Topology> current,
            EvidenceRequests inquiries,
            IntakeMetrics intake,
            LogEnds ends,
            Heartbeat heartbeat,
            Runnable gate,
            MeterRegistry metrics) {
        var streams = new org.apache.kafka.streams.Topology();
        addEvidence(streams, current, inquiries, intake, ends, heartbeat, gate, metrics);
        return streams;
    }

    /** Stage 2. @param gate as for stage 1 */
    public static org.apache.kafka.streams.Topology decision(
            Supplier<Topology> current, CellName cell, Heartbeat heartbeat, Runnable gate, MeterRegistry metrics) {
        var streams = new org.apache.kafka.streams.Topology();
        addDecision(streams, current, cell, heartbeat, gate, metrics);
        return streams;
    }

    static void addEvidence(
            org.apache.kafka.streams.Topology streams,
            Supplier<Topology> current,
            EvidenceRequests inquiries,
            IntakeMetrics intake,
            LogEnds ends,
            Heartbeat heartbeat,
            Runnable gate,
            MeterRegistry metrics) {
        ThreadLocal<CommitPace> paces = ThreadLocal.withInitial(CommitPace::new);
        streams.addSource(
                AutoOffsetReset.earliest(),
                "observations",
                TIMES,
                KEY.deserializer(),
                VALUE.deserializer(),
                Topics.ALL_OBSERVATIONS);
        streams.addProcessor(
                        "evidence",
                        () -> new EvidenceProcessor(current, inquiries, intake, ends, heartbeat, gate, paces, metrics),
                        "observations")
                .addStateStore(store(EvidenceProcessor.STORE), "evidence");
        sink(streams, EvidenceProcessor.VERDICTS_SINK, Topics.VERDICTS, "evidence");
        sink(streams, EvidenceProcessor.REJECTED_SINK, Topics.REJECTED, "evidence");
    }

    static void addDecision(
            org.apache.kafka.streams.Topology streams,
            Supplier<Topology> current,
            CellName cell,
            Heartbeat heartbeat,
            Runnable gate,
            MeterRegistry metrics) {
        ThreadLocal<CommitPace> paces = ThreadLocal.withInitial(CommitPace::new);
        streams.addSource(
                        AutoOffsetReset.earliest(),
                        "news",
                        TIMES,
                        KEY.deserializer(),
                        VALUE.deserializer(),
                        Topics.VERDICTS,
                        Topics.DIRECTIVES,
                        Topics.OUTCOMES)
                .addProcessor(
                        "decision", () -> new DecisionProcessor(current, cell, heartbeat, gate, paces, metrics), "news")
                .addStateStore(store(DecisionProcessor.STORE), "decision");
        sink(streams, DecisionProcessor.COMMANDS_SINK, Topics.COMMANDS, "decision");
        sink(streams, DecisionProcessor.STATES_SINK, Topics.STATES, "decision");
        sink(streams, DecisionProcessor.JOURNAL_SINK, Topics.JOURNAL, "decision");
        sink(streams, DecisionProcessor.REJECTED_SINK, Topics.REJECTED, "decision");
    }

    private static void sink(org.apache.kafka.streams.Topology streams, String name, String topic, String parent) {
        streams.addSink(name, topic, KEY.serializer(), VALUE.serializer(), parent);
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), KEY, VALUE)
                .withLoggingEnabled(CHANGELOG);
    }
}
