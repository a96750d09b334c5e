package io.signalbox.sandbox.race;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where two changes wait for each other before the provider gets them, so that a round is a real race. */
final class Meeting {

    private static final int MEET_MILLIS = 1_000;

    private final CyclicBarrier barrier = new CyclicBarrier(2);
    private volatile boolean met;

    boolean met() {
        return met;
    }

    /** Returns when both have arrived, or after a second. */
    void arrive() {
        try {
            var _ = barrier.await(MEET_MILLIS, TimeUnit.MILLISECONDS);
            met = true;
        } catch (TimeoutException | BrokenBarrierException _) {
            // The other change is late: the first to arrive decides this round.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
