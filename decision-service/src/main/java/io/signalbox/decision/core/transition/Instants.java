package io.signalbox.decision.core.transition;

import io.signalbox.contract.RecoveryTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations on instants that may be unknown (null). */
public final class Instants {

    private Instants() {}

    public static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    public static Instant later(Instant one, @Nullable Instant other) {
        return other == null || other.isBefore(one) ? one : other;
    }

    /** A duration as text for a sentence, such as 5m30s. */
    public static String words(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /** Adds the timings of an outcome of the switch; times that are already known stay. */
    public static RecoveryTimes told(RecoveryTimes times, Map<String, Instant> timings) {
        return new RecoveryTimes(
                times.firstFailure(),
                times.detected(),
                times.decided(),
                first(times.accepted(), timings.get("accepted")),
                first(times.insync(), timings.get("insync")),
                first(times.converged(), timings.get("answered")),
                first(times.reached(), timings.get("reached")),
                times.replicated(),
                times.lagSeen());
    }

    /** Adds how far behind the copy was that a step promotes. The first report counts. */
    public static RecoveryTimes lag(RecoveryTimes times, Map<String, Instant> timings) {
        Instant replicated = timings.get("replicated");
        return replicated == null || times.replicated() != null
                ? times
                : new RecoveryTimes(
                        times.firstFailure(),
                        times.detected(),
                        times.decided(),
                        times.accepted(),
                        times.insync(),
                        times.converged(),
                        times.reached(),
                        replicated,
                        timings.get("lag-seen"));
    }

    private static @Nullable Instant first(@Nullable Instant known, @Nullable Instant told) {
        return known == null ? told : known;
    }
}
