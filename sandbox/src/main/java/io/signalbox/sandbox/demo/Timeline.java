package io.signalbox.sandbox.demo;

import io.signalbox.sandbox.console.Screen;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The milestones of one part of the demonstration, each printed once. Thread-safe. */
final class Timeline {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition recorded = lock.newCondition();
    private final Map<Milestone, Instant> moments = new EnumMap<>(Milestone.class);
    private final Screen screen;
    private final Instant begin;
    private final Set<Milestone> expected;

    /** @param begin times are measured from here @param expected milestones of this part; others are ignored */
    Timeline(Screen screen, Instant begin, Set<Milestone> expected) {
        this.screen = screen;
        this.begin = begin;
        this.expected = Set.copyOf(expected);
    }

    Instant begin() {
        return begin;
    }

    /** @param at by the clock of whoever caused it; a milestone before the beginning is ignored */
    void record(Milestone moment, Instant at, String detail) {
        lock.lock();
        try {
            if (expected.contains(moment) && !at.isBefore(begin) && moments.putIfAbsent(moment, at) == null) {
                screen.moment(Duration.between(begin, at), moment.text(), detail);
                recorded.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** @throws MissedMilestoneException when a milestone is not reached in time */
    Instant await(Milestone moment, Duration limit) throws MissedMilestoneException, InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!moments.containsKey(moment)) {
                if (left <= 0) {
                    throw new MissedMilestoneException(moment.text(), limit);
                }
                left = recorded.awaitNanos(left);
            }
            return at(moment);
        } finally {
            lock.unlock();
        }
    }

    private Instant at(Milestone moment) {
        var at = moments.get(moment);
        if (at == null) {
            throw new IllegalStateException(moment.text() + " has not been reached");
        }
        return at;
    }

    /** @throws IllegalStateException when one of them has not been reached */
    long millis(Milestone from, Milestone to) {
        lock.lock();
        try {
            return TimeUnit.NANOSECONDS.toMillis(
                    Duration.between(at(from), at(to)).toNanos());
        } finally {
            lock.unlock();
        }
    }
}
