package io.signalbox.actuator.app;

import io.signalbox.contract.Command;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plays the decision-service: sends commands and reads what comes of them. */
final class Cell implements AutoCloseable {

    static final CellName NAME = new CellName("us-west-2");
    static final SiteName EAST = new SiteName("us-east-1");
    static final SiteName WEST = new SiteName("us-west-2");

    private static final Duration SHORT = Duration.ofMillis(100);

    private final Topology topology;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Admin admin;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    Cell(String bootstrap, Topology topology) {
        this.topology = topology;
        Map<String, Object> broker = Map.of("bootstrap.servers", bootstrap);
        this.producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer());
        this.admin = Admin.create(broker);
        var partitions = List.of(Topics.OUTCOMES, Topics.REJECTED).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    Service service(String name) {
        return topology.service(new ServiceName(name)).orElseThrow();
    }

    Command adopt(String name) {
        var service = service(name);
        var candidates = service.sites().stream()
                .collect(Collectors.toMap(site -> site.name(), site -> Records.of(service, site.name())));
        var arguments = new StepArguments.DnsAdopt(service.dns().zone(), service.hostname(), EAST, candidates);
        return command(service, 0, null, fence(1, EAST), arguments);
    }

    Command move(String name, Fence from, SiteName to) {
        var service = service(name);
        List<RecordSet> remove = Records.of(service, from.active());
        var arguments = new StepArguments.DnsSwitch(
                service.dns().zone(), service.hostname(), to, remove, Records.of(service, to), null, null, null);
        return command(service, 0, from, fence(from.epoch() + 1, to), arguments);
    }

    /** A claim on {@code from} that holds for minutes. */
    Command claim(String name, Fence from) {
        var until = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
        String plan = UUID.randomUUID().toString();
        return change(name, 0, from, Fence.moving(from.epoch() + 1, from.active(), plan, NAME, until));
    }

    Command giveBack(String name, int step, Fence claim) {
        return change(name, step, claim, Fence.settled(claim.epoch() + 1, claim.active(), claim.plan(), NAME));
    }

    private Command change(String name, int step, Fence from, Fence to) {
        var service = service(name);
        return command(
                service, step, from, to, new StepArguments.Claim(service.dns().zone(), service.hostname()));
    }

    /** What the plan of {@code fence} does beside the name. */
    Command act(String name, int step, Fence fence, Action action) {
        return command(service(name), step, fence, fence, action);
    }

    private static Fence fence(long epoch, SiteName active) {
        return Fence.settled(epoch, active, UUID.randomUUID().toString(), NAME);
    }

    private Command command(Service service, int step, Fence expected, Fence next, StepArguments arguments) {
        Instant now = Instant.now();
        return new Command(
                Command.VERSION,
                service.name(),
                NAME,
                next.plan(),
                step,
                1,
                now,
                now.plusSeconds(600),
                expected,
                next,
                null,
                arguments,
                topology.digest(),
                null,
                null,
                null,
                null);
    }

    void send(Command command) {
        send(command.service().value(), Codec.of(Command.class).write(command));
    }

    void send(String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    List<StepOutcome> outcomes(String plan) {
        return outcomes().stream()
                .filter(StepOutcome.class::isInstance)
                .map(StepOutcome.class::cast)
                .filter(step -> step.plan().equals(plan))
                .toList();
    }

    List<FenceSighting> sightings(String service) {
        return outcomes().stream()
                .filter(FenceSighting.class::isInstance)
                .map(FenceSighting.class::cast)
                .filter(sighting -> sighting.service().value().equals(service))
                .toList();
    }

    private List<Outcome> outcomes() {
        return records(Topics.OUTCOMES).stream()
                .map(record -> {
                    try {
                        return Codec.of(Outcome.class).read(record.value());
                    } catch (UnreadableException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    List<ConsumerRecord<String, byte[]>> records(String topic) {
        consumer.poll(SHORT).forEach(seen::add);
        return seen.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    /** How many commands are not acknowledged. */
    long lag() throws Exception {
        var committed = admin.listConsumerGroupOffsets("signalbox-actuator")
                .partitionsToOffsetAndMetadata()
                .get();
        var partitions = consumer.partitionsFor(Topics.COMMANDS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        var ends = consumer.endOffsets(partitions);
        return partitions.stream()
                .mapToLong(partition -> ends.get(partition)
                        - (committed.get(partition) == null
                                ? 0
                                : committed.get(partition).offset()))
                .sum();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        admin.close();
    }
}
