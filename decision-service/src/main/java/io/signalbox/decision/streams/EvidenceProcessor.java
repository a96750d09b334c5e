package io.signalbox.decision.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.evidence.Backlog.LeftOut;
import io.signalbox.decision.core.evidence.Evidence;
import io.signalbox.decision.core.evidence.ShadowedEvidence;
import io.signalbox.decision.core.evidence.Silence;
import io.signalbox.decision.core.explain.EvidenceRequests;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Stage 1: one task per partition of the observations. Counts in memory; stores and forwards only changed verdicts. */
final class EvidenceProcessor implements Processor<String, byte[], String, byte[]> {

    static final String STORE = "verdicts";
    static final String VERDICTS_SINK = "to-verdicts";
    static final String REJECTED_SINK = "to-rejected-1";

    private static final Logger LOG = Logger.getLogger(EvidenceProcessor.class);
    private static final Codec<Observation> OBSERVATIONS = Codec.of(Observation.class);

    private final Supplier<Topology> current;
    private final EvidenceRequests inquiries;
    private final Heartbeat heartbeat;
    private final Runnable gate;
    private final ThreadLocal<CommitPace> paces;
    private final RejectedRecords rejections;
    private final IntakeMetrics intake;
    private final VantageRuns runs = new VantageRuns();
    private final Map<ServiceName, ShadowedEvidence> evidence = new HashMap<>();
    private Topology topology;
    private Map<ServiceName, Service> services;
    private final LogEnds ends;
    private final ReadTopics topics;
    private @Nullable Stage stage;

    /** The objects of one run of the task, from {@code init} to {@code close}. */
    private record Stage(
            TaskRun life,
            Heartbeat.Pulse pulse,
            ProcessorContext<String, byte[]> context,
            Clock clock,
            Commits commits,
            VerdictStore told,
            Watermarks watermarks) {}

    EvidenceProcessor(
            Supplier<Topology> current,
            EvidenceRequests inquiries,
            IntakeMetrics intake,
            LogEnds ends,
            Heartbeat heartbeat,
            Runnable gate,
            ThreadLocal<CommitPace> paces,
            MeterRegistry metrics) {
        this.current = current;
        this.inquiries = inquiries;
        this.heartbeat = heartbeat;
        this.gate = gate;
        this.paces = paces;
        this.topology = current.get();
        this.services = byName(topology);
        this.rejections = new RejectedRecords(metrics, REJECTED_SINK);
        this.intake = intake;
        this.ends = ends;
        this.topics = new ReadTopics(ends);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        close();
        gate.run();
        var life = new TaskRun(context);
        KeyValueStore<String, byte[]> store = context.getStateStore(STORE);
        var clock = new Clock(context);
        var pulse = heartbeat.begin("evidence " + context.taskId(), clock.now());
        var watermarks = new Watermarks(context, store, clock.now());
        var commits = Commits.of(context, life, paces.get());
        var told = new VerdictStore(context, store, clock, commits);
        var opened = new Stage(life, pulse, context, clock, commits, told, watermarks);
        stage = opened;
        topology = current.get();
        services = byName(topology);
        topics.clear();
        intake.follow(topology);
        opened.told().keepOnly(services.values());
        restore(opened);
        life.every(Evidence.TICK, () -> tick(opened));
    }

    /** Discards the counters, so that verdicts lost with an aborted transaction are concluded and forwarded again. */
    @Override
    public void close() {
        evidence.clear();
        if (stage != null) {
            stage.life().end();
            stage.pulse().end();
            stage = null;
        }
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Stage at = stage;
        if (at == null) {
            throw new IllegalStateException("not initialised");
        }
        RecordMetadata from = at.context().recordMetadata().orElseThrow();
        ReadTopic read = topics.read(from, topology);
        if (isLeftOut(at, read, record)) {
            return;
        }
        List<SiteVerdict> changes;
        try {
            KeyPartition.require(record.key(), from, ends.partitions(from.topic()));
            changes = accepted(at, read, record);
        } catch (UnreadableException | RuntimeException e) {
            rejections.reject(at.context(), record, e);
            return;
        }
        at.told().tell(changes);
    }

    private boolean isLeftOut(Stage at, ReadTopic read, Record<String, byte[]> record) {
        if (record.value() == null) {
            return false;
        }
        Instant now = at.clock().now();
        Instant appended = Instant.ofEpochMilli(record.timestamp());
        intake.observed(appended, now);
        at.watermarks().read(appended, now);
        LeftOut why = read.leavesOut(record, appended, now);
        if (why != null) {
            intake.leftOut(why);
        }
        return why != null;
    }

    private List<SiteVerdict> accepted(Stage at, ReadTopic read, Record<String, byte[]> record)
            throws UnreadableException {
        IntakeMetrics.requireSize(record.value());
        Observation observation = OBSERVATIONS.read(record.value());
        if (!read.isOf(observation.vantage())) {
            throw new UnreadableException(
                    "Observation: vantage: expected " + read.vantage() + ", whose topic this is, got "
                            + observation.vantage(),
                    null);
        }
        if (!observation.service().value().equals(record.key())) {
            throw new UnreadableException(
                    "Observation: service: expected " + record.key() + ", which is the record's key, got "
                            + observation.service(),
                    null);
        }
        Instant now = at.clock().now();
        Instant appended = Instant.ofEpochMilli(record.timestamp());
        if (runs.alternate(observation.vantage(), observation.run(), now)) {
            intake.alternating(observation.vantage());
        }
        ShadowedEvidence counted = evidence(observation.service(), at, now);
        if (counted == null) {
            return List.of();
        }
        intake.counted(observation.vantage(), appended);
        if (counted.isOfAnotherDescription(observation)) {
            intake.describedOtherwise();
        }
        try {
            return counted.accept(observation, appended, now);
        } catch (RuntimeException e) {
            // The observation may be partly counted: discard the counters, keep the verdicts and count again from
            // there.
            evidence.remove(observation.service());
            throw e;
        }
    }

    private void tick(Stage at) {
        if (at.clock().isAhead()) {
            init(at.context());
            return;
        }
        follow(at, current.get());
        Instant now = at.clock().now();
        at.pulse().tick(now);
        int partition = at.context().taskId().partition();
        Silence silence = topics.silence(partition, now);
        topics.countShedding(intake, partition);
        for (var counted : List.copyOf(evidence.entrySet())) {
            at.told().tell(ticked(counted.getKey(), counted.getValue(), at, now, silence));
        }
        if (at.watermarks().tell(evidence, now)) {
            at.commits().changed();
        }
        explain(now);
    }

    /** If the evidence of a service fails, only its own sites become UNKNOWN, and counting restarts. */
    private List<SiteVerdict> ticked(
            ServiceName name, ShadowedEvidence counted, Stage at, Instant now, Silence silence) {
        try {
            return counted.tick(now, silence);
        } catch (RuntimeException e) {
            LOG.errorf(e, "evidence failed and is counted anew service=%s", name);
            evidence.remove(name);
            Service service = services.get(name);
            List<SiteVerdict> known = service == null ? List.of() : at.told().of(service);
            return FailedEvidence.verdicts(known, e, topology.digest(), now);
        }
    }

    private void explain(Instant now) {
        List<VantageName> partly = topics.partlyCounted(topology);
        for (ServiceName service : inquiries.open()) {
            ShadowedEvidence counted = evidence.get(service);
            if (counted != null) {
                inquiries.answer(counted.explain(partly, now));
            }
        }
    }

    /** Follows a new topology: changed services start to count again and keep their verdicts. */
    private void follow(Stage at, Topology newer) {
        if (newer.digest().equals(topology.digest())) {
            return;
        }
        boolean sameVantages = topology.vantages().equals(newer.vantages());
        Map<ServiceName, Service> older = services;
        topology = newer;
        services = byName(newer);
        intake.follow(newer);
        topics.follow(newer);
        evidence.keySet().removeIf(name -> !sameVantages || !Objects.equals(older.get(name), services.get(name)));
        at.told().keepOnly(services.values());
        restore(at);
    }

    private static Map<ServiceName, Service> byName(Topology topology) {
        return topology.services().stream().collect(Collectors.toMap(Service::name, Function.identity()));
    }

    private @Nullable ShadowedEvidence evidence(ServiceName name, Stage at, Instant now) {
        ShadowedEvidence known = evidence.get(name);
        if (known != null) {
            return known;
        }
        Service service = services.get(name);
        if (service == null) {
            return null;
        }
        var fresh = new ShadowedEvidence(
                topology, service, at.told().of(service), at.watermarks().last(), now);
        evidence.put(name, fresh);
        return fresh;
    }

    /** Loads the stored verdicts, so that they become stale even when no observation arrives any more. */
    private void restore(Stage at) {
        Instant now = at.clock().now();
        for (Service service : topology.services()) {
            if (evidence.containsKey(service.name())) {
                continue;
            }
            List<SiteVerdict> known = at.told().of(service);
            if (!known.isEmpty()) {
                evidence.put(
                        service.name(),
                        new ShadowedEvidence(
                                topology, service, known, at.watermarks().last(), now));
            }
        }
    }
}
