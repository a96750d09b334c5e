package io.signalbox.probe.kafka;

import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.HeardBeat;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.ConflatingQueue;
import io.signalbox.probe.core.HeartbeatRegistry;
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

/** Publishes heartbeats to one cell and reads those of all vantages from it, on one thread. */
public final class CellHeartbeats implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CellHeartbeats.class);
    private static final Codec<HeardBeat> CODEC = Codec.of(HeardBeat.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** The interval at which the reader's progress is checked. */
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** For how long the result of that check is valid. */
    private static final Duration CURRENT = Duration.ofSeconds(4);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final int MOST_FLYING = 1_000;
    private static final int MICRO = 1_000;

    private final Cell cell;
    private final VantageName vantage;
    private final Supplier<Clients> kafka;
    private final HeartbeatFilter filter;
    private final HeartbeatRegistry beats;
    private final InstantSource wall;
    private final ConflatingQueue<CheckName, Long> unsent = new ConflatingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean everCaughtUp;
    private volatile long caughtUpNanos;
    private boolean away;

    /** The clients of one cell. */
    public record Clients(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer)
            implements AutoCloseable {

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
            producer.close(CLOSE_LIMIT);
        }
    }

    /** @param kafka creates the clients, again after each error */
    public CellHeartbeats(
            Cell cell,
            VantageName vantage,
            Supplier<Clients> kafka,
            HeartbeatFilter filter,
            HeartbeatRegistry beats,
            InstantSource wall) {
        this.cell = cell;
        this.vantage = vantage;
        this.kafka = kafka;
        this.filter = filter;
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

    /** A client has sent a heartbeat to this vantage. For any thread. */
    public void publish(CheckName check, long atNanos) {
        unsent.offer(check, atNanos);
    }

    /** True if all of the cell's heartbeats have been read. For any thread. */
    public boolean caughtUp(long nowNanos) {
        return everCaughtUp && nowNanos - caughtUpNanos < CURRENT.toNanos();
    }

    private void work() {
        while (!closed) {
            try (Clients clients = kafka.get()) {
                serve(clients);
            } catch (RuntimeException e) {
                // The thread must survive any error: until all is read again, this vantage is blind.
                broken(e);
                LockSupport.parkNanos(this, RETRY.toNanos());
            }
        }
    }

    private void broken(RuntimeException e) {
        if (!closed && !away) {
            away = true;
            LOG.warnf("heartbeats cannot be read or published cell=%s reason=\"%s\"", cell.name(), e.getMessage());
        }
    }

    private void serve(Clients clients) {
        var only = List.of(new TopicPartition(Topics.HEARTBEATS, 0));
        clients.consumer().assign(only);
        clients.consumer().seekToBeginning(only);
        boolean current = false;
        long end = Long.MAX_VALUE;
        long lookedNanos = System.nanoTime() - LOOK.toNanos();
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> record : clients.consumer().poll(POLL)) {
                read(record, current);
            }
            drain(clients.producer());
            long now = System.nanoTime();
            if (now - lookedNanos >= LOOK.toNanos()) {
                // Heartbeats may never stop, so the end of the topic is never reached: reaching the end of the previous
                // check is enough.
                boolean former = clients.consumer().position(only.getFirst()) >= end;
                end = clients.consumer().endOffsets(only).getOrDefault(only.getFirst(), Long.MAX_VALUE);
                boolean all = clients.consumer().position(only.getFirst()) >= end;
                current = former || all;
                note(current, all ? now : lookedNanos);
                lookedNanos = now;
            }
        }
    }

    /** @param asOfNanos when everything was read */
    private void note(boolean current, long asOfNanos) {
        if (current) {
            caughtUpNanos = asOfNanos;
            everCaughtUp = true;
            away = false;
        }
    }

    /** @param current whether the record was only just stored; if not, the wall clocks determine its age */
    private void read(ConsumerRecord<byte[], byte[]> record, boolean current) {
        try {
            HeardBeat beat = CODEC.read(record.value());
            if (!filter.counts(record.key(), beat, where(record))) {
                return;
            }
            long storedNanos =
                    current ? 0 : TimeUnit.MILLISECONDS.toNanos(Math.max(0, wall.millis() - record.timestamp()));
            long now = System.nanoTime();
            beats.heard(
                    new CheckName(beat.service(), beat.site(), beat.probe()),
                    now - storedNanos - beat.ageMicros() * MICRO,
                    now);
        } catch (UnreadableException e) {
            filter.ignore("the record cannot be read", where(record) + " found=\"" + e.getMessage() + "\"");
        }
    }

    private String where(ConsumerRecord<byte[], byte[]> record) {
        return "cell=" + cell.name() + " offset=" + record.offset();
    }

    /** Heartbeats that cannot be sent wait for the next time. */
    private void drain(Producer<byte[], byte[]> producer) {
        var taken = new ArrayList<Map.Entry<CheckName, Long>>();
        for (var next = unsent.takeWithKey(MOST_FLYING); next.isPresent(); next = unsent.takeWithKey(MOST_FLYING)) {
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
                unsent.done(check);
            } else {
                unsent.failed(check, atNanos);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
