package io.signalbox.bench.stream;

import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The active site of every service fails at once: measures until all are DOWN, and the commands that follow. */
final class SiteLoss implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** For the commands after the verdicts. A governor may hold moves longer, which is not measured. */
    private static final Duration AFTERMATH = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Codec<SiteVerdict> VERDICTS = Codec.of(SiteVerdict.class);

    private final LoadedCell cell;
    private final SiteName lost;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<ServiceName> down = new HashSet<>();
    private final Set<String> commanded = new HashSet<>();
    private long lastCommand;

    /**
     * @param downMillis from the failure to the last verdict
     * @param commanded services with a command in the seconds after
     * @param commandedMillis from the failure to the last service's first command
     */
    record Times(long downMillis, int commanded, long commandedMillis) {}

    /** Starts reading verdicts and commands from now on. */
    SiteLoss(LoadedCell cell) {
        this.cell = cell;
        this.lost = cell.active();
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cell.bootstrap(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Topics.COMMON.stream()
                .filter(spec ->
                        spec.name().equals(Topics.VERDICTS) || spec.name().equals(Topics.COMMANDS))
                .flatMap(
                        spec -> IntStream.range(0, spec.partitions()).mapToObj(n -> new TopicPartition(spec.name(), n)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: reading the position performs it before the failure.
        partitions.forEach(consumer::position);
    }

    /** @throws IllegalStateException when a failure is not detected within a minute */
    Times measure() {
        long begin = System.nanoTime();
        cell.lose(lost);
        while (down.size() < cell.services()) {
            take();
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new IllegalStateException("only %d of %d lost sites are known to be DOWN after %d s"
                        .formatted(down.size(), cell.services(), LIMIT.toSeconds()));
            }
        }
        long known = System.nanoTime();
        lastCommand = Math.max(lastCommand, begin);
        while (commanded.size() < cell.services() && System.nanoTime() - known < AFTERMATH.toNanos()) {
            take();
        }
        return new Times(millis(begin, known), commanded.size(), millis(begin, lastCommand));
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }

    private void take() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            if (!record.topic().equals(Topics.VERDICTS)) {
                command(record.key());
            } else if (!Watermark.isKey(record.key())) {
                verdict(record.value());
            }
        }
    }

    private void command(String service) {
        if (commanded.add(service)) {
            lastCommand = System.nanoTime();
        }
    }

    private void verdict(byte[] value) {
        try {
            SiteVerdict verdict = VERDICTS.read(value);
            if (verdict.site().equals(lost) && verdict.verdict() == Verdict.DOWN) {
                down.add(verdict.service());
            }
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
