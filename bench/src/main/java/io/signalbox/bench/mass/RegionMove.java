package io.signalbox.bench.mass;

import io.signalbox.contract.Command;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.StepOutcome.Result;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the actuator of one cell the commands of a lost region, as decision-service does: repeats each until it has
 * ended. A poisoned service has ended when Route 53 has refused it for its poison. Not thread-safe.
 */
final class RegionMove implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LONGEST_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Codec<Command> COMMANDS = Codec.of(Command.class);
    private static final Codec<Outcome> OUTCOMES = Codec.of(Outcome.class);

    private final CellName cell;
    private final ZoneServices names;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final PriorityQueue<Next> next = new PriorityQueue<>(Comparator.comparing(Next::at));
    private final Map<ServiceName, Instant> accepted = new HashMap<>();
    private final Map<ServiceName, Instant> done = new HashMap<>();
    private final Map<ServiceName, Result> refused = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Set<ServiceName> seen = new HashSet<>();
    private final Map<ServiceName, Instant> received = new HashMap<>();

    /** A repeated attempt. */
    private record Next(
            Instant at,
            ServiceName service,
            int attempt,
            @Nullable String token) {}

    RegionMove(CellName cell, ZoneServices names, String bootstrap) {
        this.cell = cell;
        this.names = names;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 1),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "fetch.max.wait.ms", 10),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = List.of(new TopicPartition(Topics.OUTCOMES, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Waits until the actuator is idle: it has reported every fence. */
    void awaitCalm() {
        await(() -> seen.size() == names.topology().services().size(), "fences seen");
    }

    /** Moves the services and waits until each is done or refused. Clears the results of the run before. */
    void run(List<Service> services) {
        List.of(received, accepted, done, refused).forEach(Map::clear);
        failures.clear();
        var first = services.stream().map(service -> command(service, 1, null)).toList();
        first.forEach(this::send);
        producer.flush();
        await(() -> done.size() + refused.size() == services.size(), "services done or refused");
    }

    private void await(BooleanSupplier reached, String what) {
        long begin = System.nanoTime();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new IllegalStateException("not all %s after %d s: seen %d, accepted %d, done %d, refused %s, %s"
                        .formatted(
                                what, LIMIT.toSeconds(), seen.size(), accepted.size(), done.size(), refused, failures));
            }
            sendWhatIsDue();
            consumer.poll(POLL).forEach(this::take);
        }
    }

    private void sendWhatIsDue() {
        Instant now = Instant.now();
        for (Next due = next.peek(); due != null && !due.at().isAfter(now); due = next.peek()) {
            next.remove();
            send(command(names.topology().service(due.service()).orElseThrow(), due.attempt(), due.token()));
        }
    }

    private ProducerRecord<String, byte[]> command(Service service, int attempt, @Nullable String token) {
        byte[] value = COMMANDS.write(names.move(cell, service, attempt, token));
        return new ProducerRecord<>(Topics.COMMANDS, service.name().value(), value);
    }

    private void send(ProducerRecord<String, byte[]> command) {
        var _ = producer.send(command);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            switch (OUTCOMES.read(record.value())) {
                case FenceSighting sighting -> seen.add(sighting.service());
                case StepOutcome outcome -> ended(outcome);
                case DriftSighting _ -> {}
            }
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ended(StepOutcome outcome) {
        ServiceName service = outcome.service();
        Instant began = outcome.timings().get("received");
        if (began != null) {
            received.merge(service, began, (one, other) -> one.isBefore(other) ? one : other);
        }
        switch (outcome.result()) {
            case InProgress progress -> {
                if (progress.accepted()) {
                    accepted.putIfAbsent(service, outcome.timings().getOrDefault("accepted", outcome.at()));
                }
                again(outcome, progress.retryAfter(), progress.token());
            }
            case Done _ -> done.putIfAbsent(service, outcome.at());
            case Refused reason -> refused.put(service, reason);
            case Failed failed -> {
                Poison poison = names.poisoned().get(service);
                if (poison != null && poison.explains(failed)) {
                    refused.put(service, failed);
                } else {
                    failures.add(service + " attempt " + outcome.attempt() + ": " + failed.cause());
                }
                again(outcome, afterFailure(outcome.attempt()), null);
            }
        }
    }

    private static Duration afterFailure(int attempt) {
        Duration doubled = AFTER_FAILURE.multipliedBy(1L << Math.min(attempt - 1, 10));
        return doubled.compareTo(LONGEST_AFTER_FAILURE) < 0 ? doubled : LONGEST_AFTER_FAILURE;
    }

    private void again(StepOutcome outcome, Duration after, @Nullable String token) {
        next.add(new Next(Instant.now().plus(after), outcome.service(), outcome.attempt() + 1, token));
    }

    /** When the actuator received the first command of each service, by its own clock. */
    Map<ServiceName, Instant> received() {
        return received;
    }

    /** When Route 53 accepted the change of each service, by the actuator's clock. */
    Map<ServiceName, Instant> accepted() {
        return accepted;
    }

    Map<ServiceName, Instant> done() {
        return done;
    }

    Map<ServiceName, Result> refused() {
        return refused;
    }

    CellName cell() {
        return cell;
    }

    /** Failed attempts, apart from those that a poison explains; none is expected. */
    List<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        consumer.close();
        producer.close(Duration.ZERO);
    }
}
