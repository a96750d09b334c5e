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
 * How records flow: observations through stage 1 into verdicts, and verdicts, directives and outcomes through stage 2
 * into commands, states and journal. The stages meet only in the verdicts topic, so the first scales with its
 * partitions and the second stays one task.
 */
public final class DecisionTopology {

    private static final Serde<String> KEY = Serdes.String();
    private static final Serde<byte[]> VALUE = Serdes.ByteArray();

    /** A time that no record can have counts as long ago, so that it ends no task. */
    private static final TimestampExtractor TIMES = (record, _) -> Math.max(record.timestamp(), 0);

    /** Kept by whoever counts a service, which is its key's partition. */
    public static final String EVIDENCE_STORE = EvidenceProcessor.STORE;

    /**
     * Only segments that are closed are compacted, and each tick adds a record: with Kafka's own settings a restart would read a
     * week of them.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(4 * 1024 * 1024),
            TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(Duration.ofHours(1).toMillis()));

    private DecisionTopology() {}

    public static org.apache.kafka.streams.Topology build(
            Supplier<Topology> current, CellName cell, EvidenceRequests inquiries, MeterRegistry metrics) {
        return build(current, cell, inquiries, new Heartbeat(metrics, cell), () -> {}, metrics);
    }

    /** @param gate throws where nothing may be decided; asked whenever a task begins, before it restores anything */
    public static org.apache.kafka.streams.Topology build(
            Supplier<Topology> current,
            CellName cell,
            EvidenceRequests inquiries,
            Heartbeat heartbeat,
            Runnable gate,
            MeterRegistry metrics) {
        var intake = new Intake(metrics);
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
