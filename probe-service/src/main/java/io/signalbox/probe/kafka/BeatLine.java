package io.signalbox.probe.kafka;

import io.signalbox.contract.Topics;
import io.signalbox.contract.evidence.HeardBeat;
import io.signalbox.contract.json.Codec;
import io.signalbox.contract.json.UnreadableException;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.probe.beat.Beats;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.NewestWins;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Heartbeats from one cell and to it, whatever becomes of the other cells: those that came here are told there, and those that came to
 * any vantage are read. One thread does both.
 */
public final class BeatLine implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BeatLine.class);
    private static final Codec<HeardBeat> CODEC = Codec.of(HeardBeat.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** How often it is looked whether all has been read. */
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** For so long after that, what was read is taken to be all. */
    private static final Duration CURRENT = Duration.ofSeconds(4);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final int MOST_FLYING = 1_000;
    private static final int MICRO = 1_000;

    private final Cell cell;
    private final VantageName vantage;
    private final Supplier<Ends> kafka;
    private final Beats beats;
    private final InstantSource wall;
    private final NewestWins<CheckName, Long> toTell = new NewestWins<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean everCaughtUp;
    private volatile long caughtUpNanos;
    private boolean away;

    /** Both ends of the line. */
    public record Ends(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) implements AutoCloseable {

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
            producer.close(CLOSE_LIMIT);
        }
    }

    /** @param kafka makes the clients, as often as it takes */
    public BeatLine(Cell cell, VantageName vantage, Supplier<Ends> kafka, Beats beats, InstantSource wall) {
        this.cell = cell;
        this.vantage = vantage;
        this.kafka = kafka;
        this.beats = beats;
        this.wall = wall;
        this.thread =
                Thread.ofPlatform().name("heartbeats-" + cell.name()).daemon().unstarted(this::work);
    }

    public void start() {
        thread.start();
    }

    public Cell cell() {
        return cell;
    }

    /** A heartbeat has come here. For any thread. */
    public void tell(CheckName check, long atNanos) {
        toTell.offer(check, atNanos);
    }

    /** Whether all that the cell knows of heartbeats has been read. For any thread. */
    public boolean caughtUp(long nowNanos) {
        return everCaughtUp && nowNanos - caughtUpNanos < CURRENT.toNanos();
    }

    private void work() {
        while (!closed) {
            try (Ends ends = kafka.get()) {
                serve(ends);
            } catch (RuntimeException e) {
                // Whatever it is, the thread must live: until all is read again this vantage is blind.
                broken(e);
                LockSupport.parkNanos(this, RETRY.toNanos());
            }
        }
    }

    private void broken(RuntimeException e) {
        if (!closed && !away) {
            away = true;
            LOG.warnf("heartbeats cannot be read or told cell=%s reason=\"%s\"", cell.name(), e.getMessage());
        }
    }

    private void serve(Ends ends) {
        var only = List.of(new TopicPartition(Topics.HEARTBEATS, 0));
        ends.consumer().assign(only);
        ends.consumer().seekToBeginning(only);
        boolean current = false;
        long end = Long.MAX_VALUE;
        long lookedNanos = System.nanoTime() - LOOK.toNanos();
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> record : ends.consumer().poll(POLL)) {
                read(record, current);
            }
            drain(ends.producer());
            long now = System.nanoTime();
            if (now - lookedNanos >= LOOK.toNanos()) {
                // Where heartbeats never stop, all that was there at the look before is read, and never all that is
                // there.
                boolean former = ends.consumer().position(only.getFirst()) >= end;
                end = ends.consumer().endOffsets(only).getOrDefault(only.getFirst(), Long.MAX_VALUE);
                boolean all = ends.consumer().position(only.getFirst()) >= end;
                current = former || all;
                note(current, all ? now : lookedNanos);
                lookedNanos = now;
            }
        }
    }

    /** @param asOfNanos when what was read was all */
    private void note(boolean current, long asOfNanos) {
        if (current) {
            caughtUpNanos = asOfNanos;
            everCaughtUp = true;
            away = false;
        }
    }

    /** @param current whether it has only just been stored; otherwise the wall clocks must say how old it is */
    private void read(ConsumerRecord<byte[], byte[]> record, boolean current) {
        try {
            HeardBeat beat = CODEC.read(record.value());
            long storedNanos =
                    current ? 0 : TimeUnit.MILLISECONDS.toNanos(Math.max(0, wall.millis() - record.timestamp()));
            long now = System.nanoTime();
            beats.heard(
                    new CheckName(beat.service(), beat.site(), beat.probe()),
                    now - storedNanos - beat.ageMicros() * MICRO,
                    now);
        } catch (UnreadableException e) {
            LOG.warnf(
                    "heartbeat not readable, ignored cell=%s offset=%d reason=%s",
                    cell.name(), record.offset(), e.getMessage());
        }
    }

    /** What cannot be sent waits for the next time. */
    private void drain(Producer<byte[], byte[]> producer) {
        var taken = new ArrayList<Map.Entry<CheckName, Long>>();
        for (var next = toTell.takeWithKey(MOST_FLYING); next.isPresent(); next = toTell.takeWithKey(MOST_FLYING)) {
            taken.add(next.get());
        }
        taken.forEach(each -> send(producer, each.getKey(), each.getValue()));
    }

    private void send(Producer<byte[], byte[]> producer, CheckName check, Long atNanos) {
        var beat = new HeardBeat(
                HeardBeat.VERSION,
                check.service(),
                check.site(),
                check.probe(),
                vantage,
                Math.max(0, System.nanoTime() - atNanos) / MICRO);
        var record =
                new ProducerRecord<>(Topics.HEARTBEATS, beat.key().getBytes(StandardCharsets.UTF_8), CODEC.write(beat));
        var _ = producer.send(record, (_, error) -> {
            if (error == null) {
                toTell.done(check);
            } else {
                toTell.failed(check, atNanos);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
