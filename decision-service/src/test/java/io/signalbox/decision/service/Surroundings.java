package io.signalbox.decision.service;

import io.signalbox.contract.Command;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.StepArguments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plays three vantages and an actuator that always succeeds, over a real broker. */
final class Surroundings implements AutoCloseable {

    private static final ServiceName ORDERS = new ServiceName("orders");
    private static final List<String> VANTAGES = List.of("us-east-1", "eu-west-1", "us-west-2");
    private static final long PACE_MILLIS = 100;

    final List<Command> commands = new CopyOnWriteArrayList<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final KafkaProducer<String, byte[]> producer;
    private final String bootstrap;
    private final ScheduledExecutorService vantages = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService actuator = Executors.newSingleThreadExecutor();
    private final Codec<Observation> observations = Codec.of(Observation.class);
    private final String run = UUID.randomUUID().toString();
    private long sequence;
    private volatile boolean ended;

    Surroundings(String bootstrap) {
        this.bootstrap = bootstrap;
        // One at a time, without numbers: the topic may still be in the making when the first is sent.
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "enable.idempotence",
                false,
                "max.in.flight.requests.per.connection",
                1);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        var _ = vantages.scheduleAtFixedRate(this::observe, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
        actuator.execute(this::act);
    }

    void breakSite(String site) {
        down.add(site);
    }

    void repairSite(String site) {
        down.remove(site);
    }

    void send(String topic, String key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic, key, value));
    }

    private void observe() {
        sequence++;
        for (String vantage : VANTAGES) {
            for (String site : List.of("us-east-1", "us-west-2")) {
                send(
                        Topics.observations(new VantageName(vantage)),
                        "orders",
                        observations.write(observation(site, vantage)));
            }
        }
    }

    private Observation observation(String site, String vantage) {
        Timings took = Timings.total(1_000);
        ProbeResult result = down.contains(site)
                ? new ProbeResult.Failed(took, Cause.REFUSED, "refused")
                : new ProbeResult.Passed(took);
        return new Observation(
                Observation.VERSION,
                ORDERS,
                new SiteName(site),
                new ProbeName("health"),
                new VantageName(vantage),
                run,
                sequence,
                100,
                result,
                null,
                VantageHealth.HEALTHY,
                "any",
                null,
                null);
    }

    private void act() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap,
                "group.id", "test-actuator",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed",
                "allow.auto.create.topics", "false");
        Codec<Command> codec = Codec.of(Command.class);
        Codec<Outcome> outcomes = Codec.of(Outcome.class);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.COMMANDS));
            while (!ended) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    Command command = codec.read(record.value());
                    commands.add(command);
                    send(Topics.OUTCOMES, "orders", outcomes.write(done(command)));
                }
            }
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome done(Command command) {
        var records =
                switch (command.arguments()) {
                    case StepArguments.Switch change -> change.create();
                    case StepArguments.DnsAdopt adopt -> adopt.candidates().get(adopt.preferred());
                    case StepArguments.DnsReadopt readopt ->
                        readopt.candidates().getFirst().records();
                    case StepArguments.Claim _, Action _ -> List.<RecordSet>of();
                };
        return new StepOutcome(
                Outcome.VERSION,
                command.service(),
                command.plan(),
                command.step(),
                command.attempt(),
                Instant.now(),
                new StepOutcome.Done(records),
                command.next(),
                Map.of("accepted", Instant.now()),
                null);
    }

    @Override
    public void close() {
        ended = true;
        vantages.close();
        actuator.close();
        producer.close();
    }
}
