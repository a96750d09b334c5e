package io.signalbox.decision.core.state;

import java.time.Duration;
import java.time.Instant;

/** How long an attempt at a step may take, and when the next one follows. */
public final class AttemptTimes {

    /** How long a command may wait in Kafka before it must not begin any more. */
    public static final Duration ATTEMPT_LIFE = Duration.ofSeconds(30);

    /** Longer than an attempt may take (5 s): after that, the attempt or its outcome is lost. */
    public static final Duration SILENCE = Duration.ofSeconds(6);

    /** How long an attempt may still work after its deadline, by which it must have begun. */
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
