package io.signalbox.decision.core.state;

import java.time.Duration;
import java.time.Instant;

/** Time limits of a step attempt, and the delay before the next attempt. */
public final class AttemptTimes {

    /** Time from sending a command until its attempt may no longer begin. */
    public static final Duration ATTEMPT_LIFE = Duration.ofSeconds(30);

    /** An attempt takes up to 5 s; without an outcome after this time, the attempt or its outcome is lost. */
    public static final Duration SILENCE = Duration.ofSeconds(6);

    /** The time for which an attempt may still run after the deadline to begin it. */
    public static final Duration AFTERMATH = Duration.ofSeconds(10);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private AttemptTimes() {}

    public static Instant silence(Instant now) {
        return now.plus(SILENCE);
    }

    public static Instant life(Instant now) {
        return now.plus(ATTEMPT_LIFE);
    }

    public static Duration backoff(int attempt) {
        Duration doubled = RETRY.multipliedBy(1L << Math.min(Math.max(attempt, 1) - 1, 10));
        return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    }
}
