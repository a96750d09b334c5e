package io.signalbox.probe.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.core.CheckSummary;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.engine.CheckStatistics;
import io.signalbox.probe.once.PhaseMillis;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The state of one check.
 *
 * @param kind as in the topology
 * @param result of the last probe; null before the first
 * @param cause null unless it failed
 * @param detail what was found and what was expected; null unless it failed
 * @param ageMillis since that result; null before the first
 * @param stale whether the result is too old to count
 * @param millis duration of each phase; null before the first result
 * @param nextMillis until the next start; below 0 while a probe runs
 * @param missed starts skipped because the previous probe was still running
 * @param undecided probes without a result
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
        @Nullable PhaseMillis millis,
        long nextMillis,
        long missed,
        long undecided,
        @Nullable Instant certificateExpiry) {

    public enum Ending {
        PASSED,
        FAILED
    }

    /** Failing checks first. */
    static final Comparator<LiveCheck> WORST_FIRST = Comparator.comparingInt(LiveCheck::rank)
            .thenComparing(LiveCheck::role)
            .thenComparing(LiveCheck::service)
            .thenComparing(LiveCheck::site)
            .thenComparing(LiveCheck::probe);

    private static final long NANOS = 1_000_000;

    static LiveCheck of(CheckStatistics statistics, ConfiguredCheck configured, long nowNanos) {
        CheckResult last = statistics.last();
        long ageNanos = last == null ? 0 : Math.max(0, nowNanos - statistics.foundNanos());
        var failed = last != null && last.result() instanceof ProbeResult.Failed failure ? failure : null;
        var described = CheckSummary.of(configured);
        var name = configured.name();
        return new LiveCheck(
                name.service().value(),
                name.site().value(),
                name.probe().value(),
                described.kind(),
                described.target(),
                configured.probe().role(),
                configured.probe().interval().toMillis(),
                last == null ? null : failed == null ? Ending.PASSED : Ending.FAILED,
                failed == null ? null : failed.cause(),
                failed == null ? null : failed.detail(),
                last == null ? null : ageNanos / NANOS,
                last != null && ageNanos > configured.probe().freshness().toNanos(),
                last == null ? null : PhaseMillis.of(last.result().timings()),
                (statistics.nextNanos() - nowNanos) / NANOS,
                statistics.missed(),
                statistics.undecided(),
                last == null ? null : last.certificateExpiry());
    }

    boolean failing() {
        return result == Ending.FAILED;
    }

    private int rank() {
        return failing() ? 0 : stale ? 1 : result == null ? 2 : 3;
    }
}
