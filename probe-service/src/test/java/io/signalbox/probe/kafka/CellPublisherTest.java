package io.signalbox.probe.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.probe.Samples;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.kafka.CellPublisher.Reach;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CellPublisherTest {

    private static final CheckName ORDERS = Samples.check("orders");
    private static final CheckName PAYMENTS = Samples.check("payments");
    private static final Codec<Observation> CODEC = Codec.of(Observation.class);

    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final CellPublisher publisher =
            new CellPublisher(new Cell(new CellName("us-west-2"), "127.0.0.1:1"), () -> kafka);

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void sendsUnderTheServicesNameWithTheAgeAtTheHandOver() throws Exception {
        publisher.start();
        publish(ORDERS, 1, Duration.ofMillis(500));
        awaitHanded(1);

        ProducerRecord<byte[], byte[]> record = kafka.history().getFirst();
        assertThat(record.topic()).isEqualTo("signalbox.observations.eu-west-1");
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("orders");
        Observation observation = CODEC.read(record.value());
        assertThat(observation.sequence()).isEqualTo(1);
        assertThat(observation.ageMicros()).isBetween(500_000L, 5_000_000L);
    }

    @Test
    void triesWithOneObservationUntilTheCellIsReached() {
        publish(ORDERS, 1, Duration.ZERO);
        publish(PAYMENTS, 1, Duration.ZERO);
        publisher.start();
        awaitHanded(1);
        assertThat(publisher.reach()).isEqualTo(Reach.UNKNOWN);

        kafka.completeNext();

        awaitHanded(2);
        assertThat(publisher.reach()).isEqualTo(Reach.REACHED);
    }

    @Test
    void letsWhatIsNoNewsWaitForCompanyAndNewsForNobody() {
        var patient = new CellPublisher(publisher.cell(), () -> kafka, Duration.ofMinutes(10));
        try (patient) {
            patient.start();
            patient.publish(Samples.measured(ORDERS, 1, System.nanoTime()));
            awaitHanded(1);
            kafka.completeNext();
            await().until(() -> patient.reach() == Reach.REACHED);
            var repeats = new AtomicInteger();
            await().pollInterval(Duration.ofMillis(50)).until(() -> {
                boolean waits = patient.waiting() > 0;
                if (!waits) {
                    CheckName next = Samples.check("repeat-" + repeats.incrementAndGet());
                    patient.publish(Samples.measured(next, 2, System.nanoTime(), false));
                }
                return waits;
            });

            patient.publish(Samples.measured(PAYMENTS, 1, System.nanoTime(), true));

            awaitHanded(2 + repeats.get());
        }
    }

    @Test
    void onePartitionThatTakesNothingHoldsUpNoOther() {
        publisher.start();
        publish(ORDERS, 1, Duration.ZERO);
        awaitHanded(1);
        kafka.completeNext();
        await().until(() -> publisher.reach() == Reach.REACHED);
        publish(ORDERS, 2, Duration.ZERO);
        awaitHanded(2);
        fail();
        await().until(() -> publisher.counts().failed() == 1);

        assertThat(publisher.reach()).isEqualTo(Reach.REACHED);
        int before = kafka.history().size();
        for (int i = 0; i < 24; i++) {
            publish(Samples.check("service-" + i), 1, Duration.ZERO);
        }
        // None of them is acknowledged, and those of eleven partitions of twelve are on their way.
        await().until(() -> kafka.history().size() - before >= 12);
    }

    @Test
    void keepsOnlyTheNewestResultOfEachCheckWhileTheCellIsAway() {
        publisher.start();
        publish(ORDERS, 1, Duration.ZERO);
        awaitHanded(1);
        for (int sequence = 2; sequence <= 100; sequence++) {
            publish(ORDERS, sequence, Duration.ZERO);
        }
        assertThat(publisher.waiting()).isEqualTo(1);

        fail();
        awaitHanded(2);
        assertThat(publisher.reach()).isEqualTo(Reach.AWAY);
        kafka.completeNext();

        await().until(() -> publisher.counts().sent() == 1);
        assertThat(sequences()).containsExactly(1L, 100L);
        assertThat(publisher.counts().failed()).isEqualTo(1);
        assertThat(publisher.counts().replaced()).isEqualTo(99);
        assertThat(publisher.waiting()).isZero();
    }

    @Test
    void triesTheSameResultAgainWhenThereIsNoNewerOne() {
        publisher.start();
        publish(ORDERS, 1, Duration.ZERO);
        awaitHanded(1);
        fail();

        awaitHanded(2);
        assertThat(sequences()).containsExactly(1L, 1L);
    }

    @Test
    void sendsNothingThatCouldArriveStale() {
        publisher.start();
        publish(ORDERS, 1, Duration.ofMillis(2_500));
        publish(PAYMENTS, 1, Duration.ZERO);
        awaitHanded(1);

        assertThat(new String(kafka.history().getFirst().key(), StandardCharsets.UTF_8))
                .isEqualTo("payments");
        kafka.completeNext();
        await().until(() -> publisher.counts().stale() == 1);
    }

    @Test
    void forgetsAChecksResults() {
        publish(ORDERS, 1, Duration.ZERO);
        publisher.forget(ORDERS);
        publish(PAYMENTS, 1, Duration.ZERO);
        publisher.start();
        awaitHanded(1);

        assertThat(new String(kafka.history().getFirst().key(), StandardCharsets.UTF_8))
                .isEqualTo("payments");
        assertThat(publisher.waiting()).isZero();
    }

    @Test
    void outlivesAProducerThatThrows() {
        kafka.sendException = new IllegalStateException("no more of this");
        publisher.start();
        publish(ORDERS, 1, Duration.ZERO);
        await().until(() -> publisher.reach() == Reach.AWAY);
        kafka.sendException = null;

        awaitHanded(1);
        assertThat(publisher.counts().failed()).isPositive();
    }

    /** The second: what the loader of classes says when it may open no more files. */
    static Stream<RuntimeException> noProducer() {
        return Stream.of(
                new KafkaException("Failed to construct kafka producer", new ConfigException("No resolvable")),
                new IllegalStateException(new FileNotFoundException("kafka-clients.jar (Too many open files)")));
    }

    @ParameterizedTest
    @MethodSource("noProducer")
    void waitsForACellToWhichThereIsNoProducerYet(RuntimeException thrown) {
        var attempts = new AtomicInteger();
        var late = new CellPublisher(publisher.cell(), () -> {
            if (attempts.getAndIncrement() == 0) {
                throw thrown;
            }
            return kafka;
        });
        try (late) {
            late.start();
            late.publish(Samples.measured(ORDERS, 1, System.nanoTime()));
            await().until(() -> late.reach() == Reach.AWAY);

            awaitHanded(1);
        }
        assertThat(kafka.closed()).isTrue();
    }

    @Test
    void givesUpLateResultsWellBeforeTheyAreStale() {
        var settings = ProducerSettings.of("probe-eu-west-1");

        assertThat(settings)
                .containsEntry("delivery.timeout.ms", 3_000)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("compression.type", "lz4");
        assertThat((int) settings.get("linger.ms") + (int) settings.get("request.timeout.ms"))
                .isLessThanOrEqualTo(3_000);
    }

    @Test
    void aCellThatIsAwayHoldsUpNoOther() {
        var away = new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        var there = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        var west = new Cell(new CellName("us-west-2"), "127.0.0.1:1");
        var central = new Cell(new CellName("eu-central-1"), "127.0.0.1:2");
        try (var cells = new CellPublishers(cell -> cell.equals(west) ? away : there)) {
            cells.follow(List.of(west, central));
            for (int sequence = 1; sequence <= 20; sequence++) {
                cells.publish(Samples.measured(ORDERS, sequence, System.nanoTime()));
                long published = sequence;
                await().until(() -> cells.publishers().getLast().counts().sent() == published);
            }
            assertThat(cells.publishers().getFirst().waiting()).isEqualTo(1);

            cells.follow(List.of(central));
            assertThat(away.closed()).isTrue();
            assertThat(there.closed()).isFalse();
        }
        assertThat(there.closed()).isTrue();
    }

    private void publish(CheckName check, long sequence, Duration age) {
        publisher.publish(Samples.measured(check, sequence, System.nanoTime() - age.toNanos()));
    }

    private void fail() {
        kafka.errorNext(new TimeoutException("expired"));
    }

    private void awaitHanded(int records) {
        await().until(() -> kafka.history().size() == records);
    }

    private List<Long> sequences() {
        return kafka.history().stream()
                .map(record -> read(record.value()).sequence())
                .toList();
    }

    private static Observation read(byte[] bytes) {
        try {
            return CODEC.read(bytes);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
