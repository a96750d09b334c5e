package io.signalbox.decision.streams;

import java.time.Duration;

/**
 * The times at which a stream thread commits changes. A commit covers all tasks of the thread, so they share one pace: few changes are
 * committed at once, many wait for each other for up to ten milliseconds. After a commit that took longer, the thread first works for as
 * long as the commit took. Otherwise a slow broker would take all its time. One per stream thread.
 */
final class CommitPace {

    /** Number of changes committed without delay: enough for the effects of a single failure. */
    static final int BURST = 20;

    /** The interval at which another change may be committed without delay. */
    private static final long REFILL_MILLIS = 50;

    static final Duration SHARED = Duration.ofMillis(10);

    private static final long SLOW_MILLIS = 20;
    private static final long LONGEST_REST_MILLIS = 200;

    private int left = BURST;
    private long refilled;
    private long requests;
    private long shared;
    private boolean awaited;
    /** No time has been seen yet; the first one then counts as a clock that was set back. */
    private long seen = Long.MAX_VALUE;

    private long restsUntil;

    /** @return true if a change may be committed without waiting for others */
    boolean takesAtOnce(long now) {
        alive(now);
        refill(now);
        if (left == 0 || now < restsUntil) {
            return false;
        }
        left--;
        requested();
        return true;
    }

    /** @return true if what waits may be committed */
    boolean takesShared(long now) {
        alive(now);
        if (now < restsUntil || now < shared + SHARED.toMillis()) {
            return false;
        }
        shared = now;
        requested();
        return true;
    }

    /** A thread that is not seen for long after a request is busy with the commit. Call it every {@link #SHARED}. */
    void alive(long now) {
        long away = now - seen;
        seen = now;
        if (away < 0) {
            forgetTimes();
        }
        if (awaited && away >= SLOW_MILLIS) {
            awaited = false;
            restsUntil = now + Math.min(away, LONGEST_REST_MILLIS);
        }
    }

    /** The number of commits that were requested so far. */
    long requests() {
        return requests;
    }

    /** The system's clock was set back. */
    private void forgetTimes() {
        refilled = seen;
        shared = 0;
        restsUntil = 0;
    }

    private void requested() {
        requests++;
        awaited = true;
    }

    private void refill(long now) {
        long more = (now - refilled) / REFILL_MILLIS;
        if (more > 0) {
            left = (int) Math.min(BURST, left + more);
            refilled = now;
        }
    }
}
