package io.signalbox.probe.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.probe.core.Described;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.engine.Tally;
import io.signalbox.probe.once.Millis;
import io.signalbox.probe.wire.Finding;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One check as it stands.
 *
 * @param kind as the topology calls it
 * @param result of the last probe; null before the first
 * @param cause why it failed; null unless it did
 * @param detail what was found and what was expected; null unless it failed
 * @param ageMillis since that result; null before the first
 * @param stale whether the result is so old that it says nothing any more
 * @param millis how long each phase took; null before the first
 * @param nextMillis until the next start; below 0 while a probe is under way
 * @param missed starts that found the former probe still running
 * @param undecided probes that had nothing to say of the site
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LiveCheck(
        String service,
        String site,
        String probe,
        String kind,
        String target,
        Probe.Role role,
        long intervalMillis,
        @Nullable Ending result,
        @Nullable Cause cause,
        @Nullable String detail,
        @Nullable Long ageMillis,
        boolean stale,
        @Nullable Millis millis,
        long nextMillis,
        long missed,
        long undecided,
        @Nullable Instant certificateExpiry) {

    /** How a probe ended. */
    public enum Ending {
        PASSED,
        FAILED
    }

    /** What needs somebody comes first. */
    static final Comparator<LiveCheck> WORST_FIRST = Comparator.comparingInt(LiveCheck::rank)
            .thenComparing(LiveCheck::role)
            .thenComparing(LiveCheck::service)
            .thenComparing(LiveCheck::site)
            .thenComparing(LiveCheck::probe);

    private static final long NANOS = 1_000_000;

    static LiveCheck of(Tally tally, Watched watched, long nowNanos) {
        Finding last = tally.last();
        long ageNanos = last == null ? 0 : Math.max(0, nowNanos - tally.foundNanos());
        var failed = last != null && last.result() instanceof ProbeResult.Failed failure ? failure : null;
        var described = Described.of(watched);
        var name = watched.name();
        return new LiveCheck(
                name.service().value(),
                name.site().value(),
                name.probe().value(),
                described.kind(),
                described.target(),
                watched.probe().role(),
                watched.probe().interval().toMillis(),
                last == null ? null : failed == null ? Ending.PASSED : Ending.FAILED,
                failed == null ? null : failed.cause(),
                failed == null ? null : failed.detail(),
                last == null ? null : ageNanos / NANOS,
                last != null && ageNanos > watched.probe().freshness().toNanos(),
                last == null ? null : Millis.of(last.result().timings()),
                (tally.nextNanos() - nowNanos) / NANOS,
                tally.missed(),
                tally.undecided(),
                last == null ? null : last.certificateExpiry());
    }

    boolean failing() {
        return result == Ending.FAILED;
    }

    private int rank() {
        return failing() ? 0 : stale ? 1 : result == null ? 2 : 3;
    }
}
