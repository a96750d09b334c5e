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
 * The Kafka Streams topology. Stage 1 turns observations into verdicts. Stage 2 turns verdicts, directives and outcomes into
 * commands, states and journal entries. Only the verdicts topic connects the stages, so stage 1 scales with the partitions of the
 * observations and stage 2 stays one task.
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

    public static org.apache.kafka.streams.Topology build(
            Supplier<Topology> current, CellName cell, EvidenceRequests inquiries, MeterRegistry metrics) {
        return build(current, cell, inquiries, new Heartbeat(metrics, cell), () -> {}, metrics);
    }

    /** @param gate throws when no decisions may be made; runs at the start of each task, before it restores its state */
    public static org.apache.kafka.streams.Topology build(
            Supplier<Topology> current,
            CellName cell,
            EvidenceRequests inquiries,
            Heartbeat heartbeat,
            Runnable gate,
            MeterRegistry metrics) {
        var intake = new IntakeMetrics(metrics);
        var flow = new Flow(new org.apache.kafka.streams.Topology());
        flow.streams
                .addSource(
                        AutoOffsetReset.earliest(),
                        "observations",
                        TIMES,
                        KEY.deserializer(),
                        VALUE.deserializer(),
                        Topics.OBSERVATIONS)
                .addProcessor(
                        "evidence",
                        () -> new EvidenceProcessor(current, inquiries, intake, heartbeat, gate, metrics),
                        "observations")
                .addStateStore(store(EvidenceProcessor.STORE), "evidence");
        flow.sink(EvidenceProcessor.VERDICTS_SINK, Topics.VERDICTS, "evidence");
        flow.sink(EvidenceProcessor.REJECTED_SINK, Topics.REJECTED, "evidence");

        flow.streams
                .addSource(
                        AutoOffsetReset.earliest(),
                        "news",
                        TIMES,
                        KEY.deserializer(),
                        VALUE.deserializer(),
                        Topics.VERDICTS,
                        Topics.DIRECTIVES,
                        Topics.OUTCOMES)
                .addProcessor("decision", () -> new DecisionProcessor(current, cell, heartbeat, gate, metrics), "news")
                .addStateStore(store(DecisionProcessor.STORE), "decision");
        flow.sink(DecisionProcessor.COMMANDS_SINK, Topics.COMMANDS, "decision");
        flow.sink(DecisionProcessor.STATES_SINK, Topics.STATES, "decision");
        flow.sink(DecisionProcessor.JOURNAL_SINK, Topics.JOURNAL, "decision");
        flow.sink(DecisionProcessor.REJECTED_SINK, Topics.REJECTED, "decision");
        return flow.streams;
    }

    private record Flow(org.apache.kafka.streams.Topology streams) {
        void sink(String name, String topic, String parent) {
            streams.addSink(name, topic, KEY.serializer(), VALUE.serializer(), parent);
        }
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), KEY, VALUE)
                .withLoggingEnabled(CHANGELOG);
    }
}
