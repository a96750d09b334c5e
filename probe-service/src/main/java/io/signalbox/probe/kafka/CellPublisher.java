package io.signalbox.probe.kafka;

import io.signalbox.contract.Topics;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.json.Codec;
import io.signalbox.contract.topology.Cell;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.Measured;
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

/**
 * Observations to one cell, whatever becomes of the other cells. Each check's newest result waits here, not in the
 * producer, until Kafka takes it; one thread hands them over.
 */
public final class CellPublisher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CellPublisher.class);
    private static final Codec<Observation> CODEC = Codec.of(Observation.class);
    private static final int MOST_FLYING = 2_000;
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    /** Lets observations gather, so that thousands a second do not wake the thread thousands of times. */
    private static final Duration GATHER = Duration.ofMillis(1);
    /** What is no news waits for company: each batch costs something of its own. */
    private static final Duration GATHER_REPEATS = Duration.ofMillis(50);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(2);

    private final Cell cell;
    private final Supplier<Producer<byte[], byte[]>> kafka;
    private final Duration gatherRepeats;
    private final List<Lane> lanes =
            Stream.generate(Lane::new).limit(Topics.MANY).toList();
    private final AtomicInteger flying = new AtomicInteger();
    private final CellCounts counts = new CellCounts();
    private final Thread thread;
    /** The lane that comes first: another each time, so that the one attempt while the cell is away is not always for the same partition. */
    private int turn;

    private volatile boolean resting;
    private volatile boolean gathering;
    private volatile boolean news;
    private volatile boolean closed;
    private volatile Reach reach = Reach.UNKNOWN;
    private volatile long reachedNanos;

    /** Whether the cell's Kafka takes observations, as of the last attempt. */
    public enum Reach {
        UNKNOWN,
        REACHED,
        AWAY
    }

    /** @param kafka makes the producer, as often as it takes: its brokers' names may not resolve at first */
    public CellPublisher(Cell cell, Supplier<Producer<byte[], byte[]>> kafka) {
        this(cell, kafka, GATHER_REPEATS);
    }

    /** @param gatherRepeats how long what is no news may wait for company */
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

    /** How many observations wait: at most one per check. */
    public int waiting() {
        return lanes.stream().mapToInt(lane -> lane.buffer().waiting()).sum();
    }

    void publish(Measured measured) {
        if (lane(measured.check()).buffer().offer(measured.check(), measured)) {
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
        lane(check).buffer().forget(check);
    }

    private void wake() {
        if (resting && takable()) {
            LockSupport.unpark(thread);
        }
    }

    private boolean takable() {
        long now = System.nanoTime();
        return mayFly() && lanes.stream().anyMatch(lane -> lane.takable(MOST_FLYING, now));
    }

    /** While the cell is not reached, one observation at a time finds out whether it is there. */
    private boolean mayFly() {
        return reach == Reach.REACHED || flying.get() == 0;
    }

    /** Services of one partition share a lane: one that takes nothing holds up no other. */
    private Lane lane(CheckName check) {
        return lanes.get(Utils.toPositive(Utils.murmur2(key(check))) % lanes.size());
    }

    private void work() {
        Producer<byte[], byte[]> producer = open();
        if (producer != null) {
            serve(producer);
            producer.close(CLOSE_LIMIT);
        }
    }

    /** Null when closed before a producer could be made. */
    private @Nullable Producer<byte[], byte[]> open() {
        while (!closed) {
            try {
                return kafka.get();
            } catch (RuntimeException e) {
                // Whatever it is, the thread must live.
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
            LockSupport.parkNanos(this, (reach == Reach.AWAY ? Lane.RETRY : GATHER).toNanos());
            gathering = true;
            if (!closed && reach == Reach.REACHED && !news) {
                LockSupport.parkNanos(this, gatherRepeats.toNanos());
            }
            gathering = false;
            resting = true;
            if (!closed && !takable()) {
                boolean soon = lanes.stream().anyMatch(Lane::waits);
                LockSupport.parkNanos(this, (soon ? Lane.RETRY : LONGEST_REST).toNanos());
            }
            resting = false;
        }
    }

    private void drain(Producer<byte[], byte[]> producer) {
        turn++;
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(Math.floorMod(turn + i, lanes.size()));
            var next = take(lane);
            while (next.isPresent()) {
                handOver(producer, lane, next.get());
                next = take(lane);
            }
        }
    }

    /** An attempt that has just failed is not repeated at once. */
    private Optional<Measured> take(Lane lane) {
        return mayFly() ? lane.take(MOST_FLYING, System.nanoTime()) : Optional.empty();
    }

    private void handOver(Producer<byte[], byte[]> producer, Lane lane, Measured measured) {
        long now = System.nanoTime();
        if (!measured.worthSending(now, ProducerSettings.DELIVERY_TIMEOUT)) {
            counts.countStale();
            lane.buffer().done(measured.check());
            return;
        }
        flying.incrementAndGet();
        try {
            var value = CODEC.write(measured.at(now));
            var record = new ProducerRecord<>(Topics.OBSERVATIONS, key(measured.check()), value);
            var _ = producer.send(record, (metadata, error) -> arrived(lane, measured, error));
        } catch (RuntimeException e) {
            // Whatever it is, the thread must live: it counts as an attempt that failed, and goes stale in time.
            arrived(lane, measured, e);
        }
    }

    private static byte[] key(CheckName check) {
        return check.service().value().getBytes(StandardCharsets.UTF_8);
    }

    private void arrived(Lane lane, Measured measured, @Nullable Exception error) {
        long now = System.nanoTime();
        flying.decrementAndGet();
        if (error == null) {
            counts.countSent();
            lane.taken();
            lane.buffer().done(measured.check());
            reachedNanos = now;
            became(Reach.REACHED, "");
        } else {
            counts.countFailed();
            lane.refused(now);
            if (!lane.buffer().failed(measured.check(), measured)) {
                counts.countReplaced();
            }
            // One partition that takes nothing is not the whole cell.
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

    /** Stops handing over; what waits is lost, as it would soon be stale. */
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
