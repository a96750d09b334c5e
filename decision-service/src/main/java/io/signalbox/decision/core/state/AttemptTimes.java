package io.signalbox.decision.core.state;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Time limits of a step attempt, and the delay before the next attempt. */
public final class AttemptTimes {

    /** Time from sending a command until its attempt may no longer begin. */
    public static final Duration ATTEMPT_LIFE = Duration.ofSeconds(30);

    /** An attempt takes up to 5 s; without an outcome after this time, the attempt or its outcome is lost. */
    public static final Duration SILENCE = Duration.ofSeconds(6);

    /** The time for which an attempt may still run after the deadline to begin it. */
    public static final Duration AFTERMATH = Duration.ofSeconds(10);

    /** The shortest pause after a failed attempt. */
    public static final Duration SHORTEST_RETRY = Duration.ofMillis(100);

    private static final Duration FIRST_LIMIT = Duration.ofSeconds(1);

    private static final Duration LAST_LIMIT = Duration.ofSeconds(10);

    private AttemptTimes() {}

    public static Instant silence(Instant now) {
        return now.plus(SILENCE);
    }

    public static Instant life(Instant now) {
        return now.plus(ATTEMPT_LIFE);
    }

    /**
     * The pause after a failed attempt: between {@link #SHORTEST_RETRY} and the longest one, chosen by the command's hash. So
     * commands that failed in one batch are not sent together again, and the same events always lead to the same times.
     *
     * @param command names service, plan and step
     */
    public static Duration backoff(String command, int attempt) {
        long seed = 31L * command.hashCode() + attempt;
        long longest = longestBackoff(attempt).toMillis();
        return Duration.ofMillis(new SplittableRandom(seed).nextLong(SHORTEST_RETRY.toMillis(), longest + 1));
    }

    /** The longest pause doubles with each attempt, from one second to ten. */
    public static Duration longestBackoff(int attempt) {
        Duration doubled = FIRST_LIMIT.multipliedBy(1L << Math.min(Math.max(attempt, 1) - 1, 10));
        return doubled.compareTo(LAST_LIMIT) < 0 ? doubled : LAST_LIMIT;
    }
}
