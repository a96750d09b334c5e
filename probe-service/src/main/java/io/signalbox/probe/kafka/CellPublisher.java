package io.signalbox.probe.kafka;

import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.topology.Cell;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.PendingObservation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Publishes to one cell. Each check's newest result waits here; one thread hands them to the producer. */
public final class CellPublisher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CellPublisher.class);
    private static final Codec<Observation> CODEC = Codec.of(Observation.class);
    private static final int MOST_FLYING = 2_000;
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    /** Batches observations, so that thousands per second do not wake the thread thousands of times. */
    private static final Duration GATHER = Duration.ofMillis(1);
    /** Unchanged results wait this long so that they can be sent in one batch. */
    private static final Duration GATHER_REPEATS = Duration.ofMillis(100);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(2);

    private final Cell cell;
    private final Supplier<Producer<byte[], byte[]>> kafka;
    private final Duration gatherRepeats;
    private final List<PartitionBuffer> partitions =
            Stream.generate(PartitionBuffer::new).limit(Topics.MANY).toList();
    private final AtomicInteger flying = new AtomicInteger();
    private final CellCounts counts = new CellCounts();
    private final Thread thread;
    /** The first partition to send to. Rotates, so that a single trial does not always use the same one. */
    private int turn;

    private volatile boolean resting;
    private volatile boolean gathering;
    private volatile boolean news;
    private volatile boolean closed;
    private volatile Reach reach = Reach.UNKNOWN;
    private volatile long reachedNanos;

    /** True if the cell's Kafka takes observations, by the last attempt. */
    public enum Reach {
        UNKNOWN,
        REACHED,
        AWAY
    }

    /** @param kafka creates the producer, again after each error: the brokers' names may not resolve at first */
    public CellPublisher(Cell cell, Supplier<Producer<byte[], byte[]>> kafka) {
        this(cell, kafka, GATHER_REPEATS);
    }

    /** @param gatherRepeats how long unchanged results may wait */
    CellPublisher(Cell cell, Supplier<Producer<byte[], byte[]>> kafka, Duration gatherRepeats) {
        this.cell = cell;
        this.kafka = kafka;
        this.gatherRepeats = gatherRepeats;
        this.thread = Thread.ofPlatform().name("cell-" + cell.name()).daemon().unstarted(this::work);
    }

    public void start() {
        thread.start();
    }

    public Cell cell() {
        return cell;
    }

    public CellCounts counts() {
        return counts;
    }

    public Reach reach() {
        return reach;
    }

    /** The number of waiting observations: at most one per check. */
    public int waiting() {
        return partitions.stream()
                .mapToInt(partition -> partition.buffer().waiting())
                .sum();
    }

    void publish(PendingObservation measured) {
        if (partition(measured.check()).buffer().offer(measured.check(), measured)) {
            counts.countReplaced();
        }
        if (measured.news()) {
            news = true;
            if (gathering) {
                LockSupport.unpark(thread);
            }
        }
        wake();
    }

    void forget(CheckName check) {
        partition(check).buffer().forget(check);
    }

    private void wake() {
        if (resting && takable()) {
            LockSupport.unpark(thread);
        }
    }

    private boolean takable() {
        long now = System.nanoTime();
        for (PartitionBuffer partition : mayFly() ? partitions : List.<PartitionBuffer>of()) {
            if (partition.takable(MOST_FLYING, now)) {
                return true;
            }
        }
        return false;
    }

    /** While the cell is away, only one observation at a time is sent, as a trial. */
    private boolean mayFly() {
        return reach == Reach.REACHED || flying.get() == 0;
    }

    /** Each partition has its own buffer: one that takes nothing delays no other. */
    private PartitionBuffer partition(CheckName check) {
        return partitions.get(Utils.toPositive(Utils.murmur2(key(check))) % partitions.size());
    }

    private void work() {
        Producer<byte[], byte[]> producer = open();
        if (producer != null) {
            serve(producer);
            producer.close(CLOSE_LIMIT);
        }
    }

    /** Null if closed before a producer could be created. */
    private @Nullable Producer<byte[], byte[]> open() {
        while (!closed) {
            try {
                return kafka.get();
            } catch (RuntimeException e) {
                // The thread must survive any error.
                became(Reach.AWAY, root(e));
                LockSupport.parkNanos(this, LONGEST_REST.toNanos());
            }
        }
        return null;
    }

    private static String root(Throwable error) {
        Throwable root = error;
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }

    private void serve(Producer<byte[], byte[]> producer) {
        while (!closed) {
            news = false;
            drain(producer);
            LockSupport.parkNanos(this, (reach == Reach.AWAY ? PartitionBuffer.RETRY : GATHER).toNanos());
            gathering = true;
            if (!closed && reach == Reach.REACHED && !news) {
                LockSupport.parkNanos(this, gatherRepeats.toNanos());
            }
            gathering = false;
            resting = true;
            if (!closed && !takable()) {
                boolean soon = partitions.stream().anyMatch(PartitionBuffer::waits);
                LockSupport.parkNanos(this, (soon ? PartitionBuffer.RETRY : LONGEST_REST).toNanos());
            }
            resting = false;
        }
    }

    private void drain(Producer<byte[], byte[]> producer) {
        turn++;
        for (int i = 0; i < partitions.size(); i++) {
            PartitionBuffer partition = partitions.get(Math.floorMod(turn + i, partitions.size()));
            var next = take(partition);
            while (next.isPresent()) {
                handOver(producer, partition, next.get());
                next = take(partition);
            }
        }
    }

    /** A failed send is not repeated at once. */
    private Optional<PendingObservation> take(PartitionBuffer partition) {
        return mayFly() ? partition.take(MOST_FLYING, System.nanoTime()) : Optional.empty();
    }

    private void handOver(Producer<byte[], byte[]> producer, PartitionBuffer partition, PendingObservation measured) {
        long now = System.nanoTime();
        if (!measured.worthSending(now, ProducerSettings.DELIVERY_TIMEOUT)) {
            counts.countStale();
            partition.buffer().done(measured.check());
            return;
        }
        flying.incrementAndGet();
        try {
            var value = CODEC.write(measured.at(now));
            String topic = Topics.observations(measured.observation().vantage());
            var record = new ProducerRecord<>(topic, key(measured.check()), value);
            var _ = producer.send(record, (metadata, error) -> arrived(partition, measured, error));
        } catch (RuntimeException e) {
            // The thread must survive any error. It counts as a failed send, and the observation expires in time.
            arrived(partition, measured, e);
        }
    }

    private static byte[] key(CheckName check) {
        return check.service().value().getBytes(StandardCharsets.UTF_8);
    }

    private void arrived(PartitionBuffer partition, PendingObservation measured, @Nullable Exception error) {
        long now = System.nanoTime();
        flying.decrementAndGet();
        if (error == null) {
            counts.countSent();
            partition.taken();
            partition.buffer().done(measured.check());
            reachedNanos = now;
            became(Reach.REACHED, "");
        } else {
            counts.countFailed();
            partition.refused(now);
            if (!partition.buffer().failed(measured.check(), measured)) {
                counts.countReplaced();
            }
            // A single failing partition does not mean that the cell is away.
            if (reach != Reach.REACHED || now - reachedNanos >= ProducerSettings.DELIVERY_TIMEOUT.toNanos()) {
                became(Reach.AWAY, root(error));
            }
        }
        wake();
    }

    private synchronized void became(Reach now, String reason) {
        if (reach == now) {
            return;
        }
        reach = now;
        switch (now) {
            case REACHED -> LOG.infof("cell reached cell=%s", cell.name());
            case AWAY -> LOG.warnf("cell away cell=%s reason=\"%s\"", cell.name(), reason);
            case UNKNOWN -> throw new IllegalArgumentException("nothing becomes unknown");
        }
    }

    /** Stops publishing. Waiting observations are lost; they would soon be stale. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
