package io.signalbox.bench.stream;

import io.signalbox.contract.Command;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
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
 * Reads a cell's verdicts, states and commands, and answers each command at once as done, like an actuator whose provider takes no time.
 * Thread-safe.
 */
final class CellWatch implements AutoCloseable {

    private static final Set<String> READ = Set.of(Topics.VERDICTS, Topics.COMMANDS, Topics.STATES);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final Codec<SiteVerdict> VERDICTS = Codec.of(SiteVerdict.class);
    private static final Codec<Watermark> WATERMARKS = Codec.of(Watermark.class);
    private static final Codec<Command> COMMANDS = Codec.of(Command.class);
    private static final Codec<ServiceStatus> STATES = Codec.of(ServiceStatus.class);
    private static final Codec<Outcome> OUTCOMES = Codec.of(Outcome.class);

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Thread thread;
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final Map<String, List<Watermark.Unconfirmed>> unconfirmed = new HashMap<>();
    /** Partitions whose next watermark is needed before anything counts as known. */
    private final Set<String> awaited = new HashSet<>();

    private final Map<ServiceName, SiteName> active = new HashMap<>();
    private final Set<ServiceName> moved = new TreeSet<>();
    /** When the first command of each service was read, in milliseconds of the wall clock. */
    private final Map<ServiceName, Long> commandedAt = new HashMap<>();

    private long unknownVerdicts;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    CellWatch(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        List<TopicPartition> partitions = Topics.COMMON.stream()
                .filter(spec -> READ.contains(spec.name()))
                .flatMap(
                        spec -> IntStream.range(0, spec.partitions()).mapToObj(n -> new TopicPartition(spec.name(), n)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread = Thread.ofPlatform().name("watch").daemon().start(this::work);
    }

    private void work() {
        try {
            while (!closed) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        take(record);
                    }
                }
            }
        } catch (UnreadableException | RuntimeException e) {
            failure = e;
        }
    }

    private synchronized void take(ConsumerRecord<String, byte[]> record) throws UnreadableException {
        switch (record.topic()) {
            case Topics.COMMANDS -> answer(COMMANDS.read(record.value()));
            case Topics.STATES -> {
                state(STATES.read(record.value()));
            }
            default -> {
                if (Watermark.isKey(record.key())) {
                    awaited.remove(record.key());
                    unconfirmed.put(
                            record.key(), WATERMARKS.read(record.value()).unconfirmed());
                } else {
                    Verdict verdict = VERDICTS.read(record.value()).verdict();
                    verdicts.put(record.key(), verdict);
                    unknownVerdicts += verdict == Verdict.UNKNOWN ? 1 : 0;
                }
            }
        }
    }

    private void state(ServiceStatus status) {
        SiteName now = status.active();
        SiteName before = now == null ? null : active.put(status.service(), now);
        if (status.target() != null || before != null && !before.equals(now)) {
            moved.add(status.service());
        }
    }

    private void answer(Command command) {
        Instant now = Instant.now();
        commandedAt.putIfAbsent(command.service(), now.toEpochMilli());
        var done = new StepOutcome(
                Outcome.VERSION,
                command.service(),
                command.plan(),
                command.step(),
                command.attempt(),
                now,
                new Done(List.of()),
                command.next(),
                Map.of("received", now, "accepted", now),
                null);
        var _ = producer.send(
                new ProducerRecord<>(Topics.OUTCOMES, command.service().value(), OUTCOMES.write(done)));
    }

    /** From now on nothing is known before every partition of the evidence has told a watermark. */
    synchronized void awaitWatermarks() {
        awaited.addAll(unconfirmed.keySet());
    }

    /** Sites with a confirmed verdict. @throws IllegalStateException when reading has failed */
    synchronized int known() {
        if (failure != null) {
            throw new IllegalStateException("what the cell says cannot be read", failure);
        }
        if (!awaited.isEmpty()) {
            return 0;
        }
        int concluded = (int) verdicts.values().stream()
                .filter(verdict -> verdict != Verdict.UNKNOWN)
                .count();
        return concluded - unconfirmed.values().stream().mapToInt(List::size).sum();
    }

    /** UNKNOWN verdicts told so far, those of the start included. */
    synchronized long unknownVerdicts() {
        return unknownVerdicts;
    }

    /** The services whose traffic was moved, or was to be moved; their first adoption is no move. */
    synchronized Set<ServiceName> moved() {
        return Set.copyOf(moved);
    }

    /** When the first command of a service was read, in milliseconds; -1 until then. */
    synchronized long commandedAt(ServiceName service) {
        return commandedAt.getOrDefault(service, -1L);
    }

    /** The site that a service's traffic goes to; null before its first state. */
    synchronized @Nullable SiteName active(ServiceName service) {
        return active.get(service);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(END_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
        producer.close(END_LIMIT);
    }
}
