package io.signalbox.probe.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.evidence.HeardBeat;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.probe.Samples;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.HeartbeatRegistry;
import io.signalbox.probe.heartbeat.HeartbeatChecker;
import io.signalbox.probe.wire.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BeatLineTest {

    private static final CheckName JOB = Samples.check("job");
    private static final Codec<HeardBeat> CODEC = Codec.of(HeardBeat.class);
    private static final VantageName EAST = new VantageName("us-east-1");
    private static final VantageName WEST = new VantageName("eu-west-1");
    private static final TopicPartition ONLY = new TopicPartition(Topics.HEARTBEATS, 0);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final HeartbeatRegistry beats = new HeartbeatRegistry();
    private final EventLoopGroup loops = Transport.best().loops(1, new DefaultThreadFactory("test", true));
    private final AtomicInteger ignored = new AtomicInteger();
    private final HeartbeatFilter filter = filter();
    private final CellHeartbeats line = line(consumer);

    private HeartbeatFilter filter() {
        var known = new HeartbeatFilter(ignored::incrementAndGet);
        known.follow(Set.of(JOB), Set.of(EAST, WEST));
        return known;
    }

    private CellHeartbeats line(MockConsumer<byte[], byte[]> reader) {
        return new CellHeartbeats(
                new Cell(new CellName("us-west-2"), "127.0.0.1:1"),
                WEST,
                () -> new CellHeartbeats.Clients(reader, producer),
                filter,
                beats,
                () -> NOW);
    }

    @AfterEach
    void close() {
        line.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void stored(long end, Duration ago) {
        consumer.updateBeginningOffsets(Map.of(ONLY, 0L));
        consumer.updateEndOffsets(Map.of(ONLY, end));
        consumer.schedulePollTask(() -> consumer.addRecord(record(0, ago)));
    }

    private static HeardBeat beat(CheckName check, VantageName vantage) {
        return new HeardBeat(1, check.service(), check.site(), check.probe(), vantage, 0);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, Duration ago) {
        var beat = beat(JOB, EAST);
        return record(offset, ago, beat.key(), beat);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, Duration ago, String key, HeardBeat beat) {
        return new ConsumerRecord<>(
                Topics.HEARTBEATS,
                0,
                offset,
                NOW.minus(ago).toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                CODEC.write(beat),
                new RecordHeaders(),
                Optional.empty());
    }

    /** Null for undecided. */
    private ProbeResult look(HeartbeatChecker checker) {
        var told = new AtomicReference<ProbeResult>();
        checker.begin(loops.next(), new CheckResult.Listener() {
            @Override
            public void found(CheckResult checkResult) {
                told.set(checkResult.result());
            }

            @Override
            public void undecided(UndecidedReason why) {
                told.set(null);
            }
        });
        return told.get();
    }

    @Test
    void aHeartbeatThatCameToAnotherVantageOrBeforeARestartIsKnown() {
        var checker = new HeartbeatChecker(beats, JOB, Duration.ofHours(2));
        assertThat(look(checker)).isNull();
        stored(1, Duration.ofHours(1));
        line.start();

        await().until(() -> look(checker) instanceof ProbeResult.Passed);
        await().until(() -> line.caughtUp(System.nanoTime()));
    }

    @Test
    void isCaughtUpOnlyOnceAllIsRead() {
        stored(2, Duration.ZERO);
        line.start();
        var checker = new HeartbeatChecker(beats, JOB, Duration.ofHours(2));
        await().until(() -> look(checker) instanceof ProbeResult.Passed);

        assertThat(line.caughtUp(System.nanoTime())).isFalse();
        consumer.updateEndOffsets(Map.of(ONLY, 1L));
        await().until(() -> line.caughtUp(System.nanoTime()));
        assertThat(line.caughtUp(System.nanoTime() + Duration.ofSeconds(10).toNanos()))
                .isFalse();
    }

    @Test
    void isCaughtUpAlthoughHeartbeatsNeverStop() {
        var busy = new MockConsumer<byte[], byte[]>("earliest") {
            @Override
            public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
                long next = position(ONLY);
                addRecord(record(next, Duration.ZERO));
                return Map.of(ONLY, next + 1);
            }
        };
        busy.updateBeginningOffsets(Map.of(ONLY, 0L));
        try (var another = line(busy)) {
            another.start();
            await().until(() -> another.caughtUp(System.nanoTime()));
        }
    }

    @Test
    void tellsWhatCameHereUntilItIsTaken() throws Exception {
        consumer.updateBeginningOffsets(Map.of(ONLY, 0L));
        consumer.updateEndOffsets(Map.of(ONLY, 0L));
        line.start();
        line.publish(JOB, System.nanoTime() - Duration.ofSeconds(2).toNanos());
        await().until(() -> producer.history().size() == 1);
        producer.errorNext(new IllegalStateException("no"));
        await().until(() -> producer.history().size() == 2);

        var record = producer.history().getLast();
        HeardBeat beat = CODEC.read(record.value());
        assertThat(record.topic()).isEqualTo(Topics.HEARTBEATS);
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("job/us-east-1/health");
        assertThat(beat.heardAt()).isEqualTo(WEST);
        assertThat(beat.ageMicros()).isGreaterThanOrEqualTo(2_000_000);
    }

    /** What a prober with rights to the topic can write: none of it makes a job look well or fills the memory. */
    @Test
    void onlyHeartbeatsOfKnownChecksFromKnownVantagesUnderTheirOwnKeyCount() {
        var other = Samples.check("another-job");
        consumer.updateBeginningOffsets(Map.of(ONLY, 0L));
        consumer.updateEndOffsets(Map.of(ONLY, 3L));
        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(0, Duration.ZERO, beat(other, EAST).key(), beat(JOB, EAST)));
            consumer.addRecord(record(1, Duration.ZERO, beat(JOB, EAST).key(), beat(JOB, new VantageName("nowhere"))));
            consumer.addRecord(record(2, Duration.ZERO, beat(other, EAST).key(), beat(other, EAST)));
        });
        var checker = new HeartbeatChecker(beats, JOB, Duration.ofHours(2));
        var unknown = new HeartbeatChecker(beats, other, Duration.ofHours(2));
        line.start();

        await().until(() -> line.caughtUp(System.nanoTime()));

        assertThat(look(checker)).isNull();
        assertThat(look(unknown)).isNull();
        assertThat(ignored).hasValue(3);
    }
}
