package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.VANTAGES;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.core.explain.EvidenceRequests;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.internals.StreamTask;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** Both stages as they run, in one task, on a clock of their own. */
final class StagesDriver implements AutoCloseable {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final Codec<SiteVerdict> VERDICTS = Codec.of(SiteVerdict.class);
    static final Codec<Command> COMMANDS = Codec.of(Command.class);
    static final Codec<Directive> DIRECTIVES = Codec.of(Directive.class);
    static final Codec<Outcome> OUTCOMES = Codec.of(Outcome.class);

    private static final Codec<Observation> OBSERVATIONS = Codec.of(Observation.class);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;
    private final TestOutputTopic<String, byte[]> verdicts;
    private final TestOutputTopic<String, byte[]> commands;
    private final TestOutputTopic<String, byte[]> rejected;
    private Duration passed = Duration.ZERO;
    private long sequence;

    StagesDriver(Topology topology) {
        this(topology, LogEnds.READ);
    }

    StagesDriver(Topology topology, LogEnds ends) {
        driver = new TopologyTestDriver(both(() -> topology, () -> {}, ends, metrics), settings(), BEGIN);
        verdicts = output(Topics.VERDICTS);
        commands = output(Topics.COMMANDS);
        rejected = output(Topics.REJECTED);
    }

    /** Both stages as one topology, which has one driver. */
    static org.apache.kafka.streams.Topology both(Supplier<Topology> topology, Runnable gate, MeterRegistry metrics) {
        return both(topology, gate, LogEnds.READ, metrics);
    }

    private static org.apache.kafka.streams.Topology both(
            Supplier<Topology> topology, Runnable gate, LogEnds ends, MeterRegistry metrics) {
        var heartbeat = new Heartbeat(metrics, CELL);
        var streams = new org.apache.kafka.streams.Topology();
        DecisionTopology.addEvidence(
                streams, topology, new Unasked(), new IntakeMetrics(metrics), ends, heartbeat, gate, metrics);
        DecisionTopology.addDecision(streams, topology, CELL, heartbeat, gate, metrics);
        return streams;
    }

    StagesDriver() {
        this(Orders.topology());
    }

    TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    Instant now() {
        return BEGIN.plus(passed);
    }

    void send(String topic, String key, byte[] value) {
        send(topic, key, value, now());
    }

    void send(String topic, String key, byte[] value, Instant appended) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value, appended);
    }

    /** Every vantage tells a result of the site. */
    void observe(SiteName site, boolean isUp) {
        observe(site, isUp, now());
    }

    /** The same, stored by Kafka at another time. */
    void observe(SiteName site, boolean isUp, Instant appended) {
        for (VantageName vantage : VANTAGES) {
            observe(Topics.observations(vantage), site, vantage, isUp, appended);
        }
    }

    /** A vantage tells a result of the site on any topic. */
    void observe(String topic, SiteName site, VantageName vantage, boolean isUp, Instant appended) {
        send(topic, ORDERS.value(), observation(site, vantage, isUp), appended);
    }

    /** The next observation. */
    byte[] observation(SiteName site, VantageName vantage, boolean isUp) {
        sequence++;
        ProbeResult result = isUp
                ? new ProbeResult.Passed(Timings.total(1_000))
                : new ProbeResult.Failed(Timings.total(1_000), Cause.REFUSED, "refused");
        var observation = new Observation(
                Observation.VERSION,
                ORDERS,
                site,
                HEALTH,
                vantage,
                "run1",
                sequence,
                1_000,
                result,
                null,
                VantageHealth.HEALTHY,
                "d1",
                null,
                null);
        return OBSERVATIONS.write(observation);
    }

    /** The site is observed once a second. */
    void observeFor(Duration time, SiteName site, boolean isUp) {
        for (long second = 0; second < time.toSeconds(); second++) {
            observe(site, isUp);
            pass(Duration.ofSeconds(1));
        }
    }

    void sights(ServiceName service, long epoch, SiteName active) {
        var sighting = new FenceSighting(
                Outcome.VERSION,
                service,
                now(),
                FenceSighting.Sight.PRESENT,
                Fence.settled(epoch, active, "m" + epoch + "-1", new CellName("eu-west-1")),
                "answered",
                null);
        send(Topics.OUTCOMES, service.value(), OUTCOMES.write(sighting));
    }

    void concludes(ServiceName service, SiteName site, Verdict verdict) {
        Instant failed = verdict == Verdict.DOWN ? now().minusSeconds(1) : null;
        var reason = Reason.of("quorum", site + " is " + verdict);
        var told = new SiteVerdict(
                SiteVerdict.VERSION,
                service,
                site,
                verdict,
                now(),
                failed,
                List.of(),
                2,
                reason,
                "d1",
                null,
                null,
                null,
                null);
        send(Topics.VERDICTS, SiteVerdict.key(service, site), VERDICTS.write(told));
    }

    /** Another task of stage 1 vouches for all verdicts on the service. */
    void vouches(ServiceName service) {
        var watermark = new Watermark(
                Watermark.VERSION, 1, "life", now(), now(), now(), Duration.ZERO, List.of(service), List.of());
        send(Topics.VERDICTS, Watermark.key(1), Codec.of(Watermark.class).write(watermark));
    }

    void pass(Duration time) {
        Duration step = time.compareTo(LONG) > 0 ? STEP.multipliedBy(20) : STEP;
        for (Duration left = time; left.isPositive(); left = left.minus(step)) {
            passed = passed.plus(step);
            driver.advanceWallClockTime(step);
        }
    }

    /**
     * What Kafka Streams does with a task whose transaction was aborted: it closes it dirty and revives it with the same
     * processors. The changelogs of this driver are empty, so what was stored is gone with the transaction.
     */
    void revive() throws ReflectiveOperationException {
        revive(Map.of());
    }

    /** The same where something is stored of the second stage. */
    void revive(Map<String, byte[]> stored) throws ReflectiveOperationException {
        Field field = TopologyTestDriver.class.getDeclaredField("task");
        field.setAccessible(true);
        var task = (StreamTask) field.get(driver);
        task.suspend();
        task.closeDirty();
        task.revive();
        task.initializeIfNeeded();
        stored.forEach(store(DecisionProcessor.STORE)::put);
        task.completeRestoration(_ -> {});
    }

    KeyValueStore<String, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** The verdicts since this was last asked. */
    List<Verdict> told() throws UnreadableException {
        var told = new ArrayList<Verdict>();
        for (TestRecord<String, byte[]> record : verdicts.readRecordsToList()) {
            if (!Watermark.isKey(record.key())) {
                told.add(VERDICTS.read(record.value()).verdict());
            }
        }
        return told;
    }

    /** The commands since this was last asked. */
    List<Command> sent() throws UnreadableException {
        var sent = new ArrayList<Command>();
        for (TestRecord<String, byte[]> record : commands.readRecordsToList()) {
            sent.add(COMMANDS.read(record.value()));
        }
        return sent;
    }

    /** The records that were rejected since this was last asked. */
    List<TestRecord<String, byte[]>> rejected() {
        return rejected.readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }

    static Properties settings() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        return settings;
    }

    static final class Unasked implements EvidenceRequests {
        @Override
        public Set<ServiceName> open() {
            return Set.of();
        }

        @Override
        public void answer(Explanation explanation) {
            throw new AssertionError("nobody asked");
        }
    }
}
