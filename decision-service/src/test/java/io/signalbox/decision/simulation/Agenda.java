package io.signalbox.decision.simulation;

import java.time.Instant;
import java.util.Arrays;

/** Virtual time: what happens when, one thing after the other. Milliseconds. */
final class Agenda {

    private static final long BEGINNING = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    /** 2^32 things happen in a world at most; 2^31 milliseconds are 24 days. */
    private static final int ORDER_BITS = 32;

    /** A binary heap: the least key is first. A key is the time and, below it, the order of what is due at the same time. */
    private long[] keys = new long[64];

    private Runnable[] whats = new Runnable[64];
    private int size;
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
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            whats = Arrays.copyOf(whats, 2 * size);
        }
        rise(size++, (now + delay << ORDER_BITS) + order++, what);
    }

    /** Again and again, from {@code first} on. */
    void every(long first, long period, Runnable what) {
        in(first, new Runnable() {
            @Override
            public void run() {
                what.run();
                in(period, this);
            }
        });
    }

    void next() {
        if (size == 0) {
            throw new IllegalStateException("nothing is due, ever");
        }
        Runnable what = whats[0];
        now = keys[0] >> ORDER_BITS;
        size--;
        sink(keys[size], whats[size]);
        whats[size] = null;
        what.run();
    }

    private void rise(int from, long key, Runnable what) {
        int at = from;
        while (at > 0 && key < keys[(at - 1) / 2]) {
            put(at, keys[(at - 1) / 2], whats[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        put(at, key, what);
    }

    private void sink(long key, Runnable what) {
        int at = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && keys[child + 1] < keys[child]) {
                child++;
            }
            if (key <= keys[child]) {
                break;
            }
            put(at, keys[child], whats[child]);
            at = child;
            child = 2 * at + 1;
        }
        put(at, key, what);
    }

    private void put(int at, long key, Runnable what) {
        keys[at] = key;
        whats[at] = what;
    }
}
