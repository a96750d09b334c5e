package io.signalbox.sandbox.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The moments of one chapter, each told once, when it is first heard of. Thread-safe. */
final class Timeline {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final Map<Moment, Instant> moments = new EnumMap<>(Moment.class);
    private final Screen screen;
    private final Instant begin;
    private final Set<Moment> expected;

    /**
     * @param begin what all times are since
     * @param expected what belongs to this chapter; anything else is passed over
     */
    Timeline(Screen screen, Instant begin, Set<Moment> expected) {
        this.screen = screen;
        this.begin = begin;
        this.expected = Set.copyOf(expected);
    }

    Instant begin() {
        return begin;
    }

    /** @param at when it was, by the clock of whoever did it; what was before the beginning is not told */
    void tell(Moment moment, Instant at, String detail) {
        lock.lock();
        try {
            if (expected.contains(moment) && !at.isBefore(begin) && moments.putIfAbsent(moment, at) == null) {
                screen.moment(Duration.between(begin, at), moment.text(), detail);
                told.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** @throws MissingMomentException when it does not come within that time */
    Instant await(Moment moment, Duration limit) throws MissingMomentException, InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!moments.containsKey(moment)) {
                if (left <= 0) {
                    throw new MissingMomentException(moment.text(), limit);
                }
                left = told.awaitNanos(left);
            }
            return at(moment);
        } finally {
            lock.unlock();
        }
    }

    private Instant at(Moment moment) {
        var at = moments.get(moment);
        if (at == null) {
            throw new IllegalStateException(moment.text() + " has not been told");
        }
        return at;
    }

    /** @throws IllegalStateException when one of them has not been told */
    long millis(Moment from, Moment to) {
        lock.lock();
        try {
            return TimeUnit.NANOSECONDS.toMillis(
                    Duration.between(at(from), at(to)).toNanos());
        } finally {
            lock.unlock();
        }
    }
}
