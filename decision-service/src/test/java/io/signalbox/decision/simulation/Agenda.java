package io.signalbox.decision.simulation;

import java.time.Instant;
import java.util.PriorityQueue;

/** Virtual time: what happens when, one thing after the other. Milliseconds. */
final class Agenda {

    private static final long BEGINNING = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private record Entry(long at, long order, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long order;

    /** Since the world began. */
    long now() {
        return now;
    }

    Instant instant() {
        return instant(0);
    }

    /** What a clock shows that is ahead by {@code skew}. */
    Instant instant(long skew) {
        return Instant.ofEpochMilli(BEGINNING + now + skew);
    }

    /** When it was so many milliseconds since the world began. */
    static Instant instantAt(long millis) {
        return Instant.ofEpochMilli(BEGINNING + millis);
    }

    void in(long delay, Runnable what) {
        entries.add(new Entry(now + delay, order++, what));
    }

    /** Again and again, from {@code first} on. */
    void every(long first, long period, Runnable what) {
        in(first, () -> {
            what.run();
            every(period, period, what);
        });
    }

    void next() {
        Entry entry = entries.remove();
        now = entry.at();
        entry.what().run();
    }
}
