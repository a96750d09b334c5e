package io.signalbox.bench.hostile;

import io.signalbox.contract.Command;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Records from a hostile writer to the topics. Unreadable ones are skipped, and no command or observation that does not
 * follow from the topology and the quorum moves traffic.
 */
final class HostileRecords implements Door, AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIFE = Duration.ofSeconds(30);
    private static final int LARGE = 900_000;
    private static final int SEND_SECONDS = 10;
    private static final int OBSERVATIONS = 30;
    private static final String FOREIGN = "203.0.113.66";

    private final World world;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> outcomes;

    HostileRecords(World world) {
        this.world = world;
        String bootstrap = world.cell().broker().bootstrap();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
        outcomes = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partition = List.of(new TopicPartition(Topics.OUTCOMES, 0));
        outcomes.assign(partition);
        outcomes.seekToBeginning(partition);
    }

    @Override
    public String name() {
        return "topics";
    }

    @Override
    public List<Trial> trials() {
        var trials = new ArrayList<Trial>();
        List<String> names = List.of(
                Topics.observations(vantage()),
                Topics.HEARTBEATS,
                Topics.VERDICTS,
                Topics.DIRECTIVES,
                Topics.COMMANDS,
                Topics.OUTCOMES,
                Topics.STATES,
                Topics.JOURNAL);
        for (String topic : names) {
            values().forEach((name, value) -> trials.add(new Trial(topic + " " + name, () -> ignored(topic, value))));
        }
        forgeries()
                .forEach((name, switching) ->
                        trials.add(new Trial("command " + name, () -> refused("forged-" + name, switching))));
        trials.add(new Trial("observations for another vantage", () -> observed(new VantageName("eu-west-1"))));
        trials.add(new Trial("observations for itself", () -> observed(vantage())));
        return trials;
    }

    private VantageName vantage() {
        return new VantageName(world.vantages().getLast().name());
    }

    /** Values that no topic has. */
    private static Map<String, byte @Nullable []> values() {
        var values = new LinkedHashMap<String, byte @Nullable []>();
        byte[] random = new byte[LARGE];
        new Random(11).nextBytes(random);
        values.put("tombstone", null);
        values.put("empty", new byte[0]);
        values.put("random", random);
        values.put("no-object", text("[1, 2]"));
        values.put("no-fields", text("{}"));
        values.put("null", text("null"));
        values.put("deep", text("[".repeat(100_000)));
        values.put("large-number", text("{\"v\":1e999999999}"));
        values.put("other-version", text("{\"v\":999,\"service\":\"orders\"}"));
        values.put("forged-line", text("{\"v\":1,\"service\":\"orders\\n2026-01-01 ERROR forged\"}"));
        values.put("no-text", new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'});
        values.put("long-name", text("{\"v\":1,\"service\":\"" + "a".repeat(LARGE) + "\"}"));
        return values;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void send(String topic, byte @Nullable [] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, world.service(), value)).get(SEND_SECONDS, TimeUnit.SECONDS);
    }

    /** Every service still answers, and REST still knows the service. */
    private Optional<String> ignored(String topic, byte @Nullable [] value) throws Exception {
        send(topic, value);
        return RepeatedCheck.until(LIMIT, () -> {
            if (world.api().status().active() == null) {
                return Optional.of("expected an active site, found none");
            }
            return world.processes().stream()
                    .filter(process -> !process.live())
                    .findFirst()
                    .map(process -> process.name() + " does not answer");
        });
    }

    /** Switches that do not follow from the topology. */
    private Map<String, StepArguments.DnsSwitch> forgeries() {
        Service service = world.topology().service();
        var home = new SiteName(world.preferred().name());
        var away = new SiteName(world.second().name());
        List<RecordSet> there = Records.of(service, home);
        var foreign = new ArrayList<>(Records.of(service, away));
        foreign.set(0, address(foreign.getFirst(), FOREIGN));
        var forged = new LinkedHashMap<String, StepArguments.DnsSwitch>();
        forged.put("address", move(service.dns().zone(), service.hostname(), away, there, foreign));
        forged.put("address-unknown", move(service.dns().zone(), service.hostname(), away, List.of(), foreign));
        forged.put("zone", move("example.org", service.hostname(), away, there, Records.of(service, away)));
        forged.put("name", move(service.dns().zone(), "www.example.com", away, there, Records.of(service, away)));
        forged.put("site", move(service.dns().zone(), service.hostname(), new SiteName("nowhere"), there, foreign));
        return forged;
    }

    private static RecordSet address(RecordSet set, String address) {
        return new RecordSet(
                set.name(),
                set.type(),
                set.ttlSeconds(),
                set.setIdentifier(),
                set.weight(),
                List.of(address),
                set.alias(),
                set.failover(),
                set.healthCheckId());
    }

    private static StepArguments.DnsSwitch move(
            String zone, String hostname, SiteName to, List<RecordSet> remove, List<RecordSet> create) {
        return new StepArguments.DnsSwitch(zone, hostname, to, remove, create, null, null, null);
    }

    private Optional<String> refused(String plan, StepArguments.DnsSwitch move) throws Exception {
        Fence fence = Objects.requireNonNull(world.api().status().fence());
        Instant now = Instant.now();
        var command = new Command(
                Command.VERSION,
                world.topology().service().name(),
                world.cell().name(),
                plan,
                0,
                1,
                now,
                now.plus(LIFE),
                fence,
                Fence.settled(fence.epoch() + 1, move.to(), plan, world.cell().name()),
                null,
                move,
                world.topology().read().digest(),
                null,
                null,
                null,
                null);
        send(Topics.COMMANDS, Codec.of(Command.class).write(command));
        return RepeatedCheck.until(LIMIT, () -> outcome(plan));
    }

    private Optional<String> outcome(String plan) {
        for (ConsumerRecord<byte[], byte[]> record : outcomes.poll(POLL)) {
            if (readable(record.value()) instanceof StepOutcome outcome
                    && outcome.plan().equals(plan)) {
                return outcome.result() instanceof Refused
                        ? Optional.empty()
                        : Optional.of("expected a refusal, found " + outcome.result());
            }
        }
        return Optional.of("expected a refusal, found no outcome");
    }

    /** Null for the hostile ones among the outcomes. */
    private static @Nullable Outcome readable(byte[] value) {
        try {
            return Codec.of(Outcome.class).read(value);
        } catch (UnreadableException e) {
            return null;
        }
    }

    /** The active site is said to fail on one vantage's topic. */
    private Optional<String> observed(VantageName claimed) throws Exception {
        SiteName active = Objects.requireNonNull(world.api().status().active());
        var service = world.topology().service();
        for (int i = 1; i <= OBSERVATIONS; i++) {
            var observation = new Observation(
                    Observation.VERSION,
                    service.name(),
                    active,
                    service.site(active).orElseThrow().probes().getFirst().name(),
                    claimed,
                    "zzzz-forged",
                    i,
                    0,
                    new ProbeResult.Failed(Timings.total(1_000), Cause.REFUSED, "forged"),
                    null,
                    VantageHealth.HEALTHY,
                    world.topology().read().digest(),
                    null,
                    null);
            send(Topics.observations(vantage()), Codec.of(Observation.class).write(observation));
        }
        return ignored(Topics.HEARTBEATS, text("{}"));
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        outcomes.close();
    }
}
