package io.signalbox.actuator.core;

import java.time.Duration;

/** Deadlines as values of {@link System#nanoTime}. */
public final class Deadline {

    private Deadline() {}

    public static long after(Duration limit) {
        return System.nanoTime() + limit.toNanos();
    }

    /** Zero once it is over. */
    public static long nanosLeft(long end) {
        return Math.max(0, end - System.nanoTime());
    }

    /** Zero once it is over. */
    public static Duration left(long end) {
        return Duration.ofNanos(nanosLeft(end));
    }

    /** Blocks the thread until then; an interrupt is remembered and ends nothing. */
    public static void sleepUntil(long end) {
        boolean interrupted = false;
        while (nanosLeft(end) > 0) {
            try {
                Thread.sleep(left(end));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
