package io.signalbox.decision.core.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.check.Probe.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evidence on a service and how its verdicts follow from it, at one moment, as data.
 *
 * @param topologyDigest of the topology that it was counted by
 * @param at when it was requested
 * @param lag how long the newest observation had waited to be read; negative when clocks disagree
 * @param partly the vantages of whose results only a part is counted, because there are more than this instance can read
 * @param sites those with probes, the preferred one first
 */
public record Explanation(
        ServiceName service,
        String topologyDigest,
        Instant at,
        Duration lag,
        List<VantageName> partly,
        List<Site> sites) {

    public Explanation {
        partly = List.copyOf(partly);
        sites = List.copyOf(sites);
    }

    /**
     * @param verdict the one that was concluded, and that stands
     * @param since when it was; null when nothing has been concluded of the site yet
     * @param outcome what the votes make it now; not the verdict while that is held, or while the reader lags
     * @param heldUntil when a verdict from before a restart goes stale unless votes confirm it; null when none does
     * @param needed how many votes of one kind make a verdict: a constant of the topology
     * @param passing how many of its health probes must be UP at a vantage for the site to be UP there
     * @param vantages all that are configured, in the topology's order
     * @param checks what is concluded of the probes that do not decide
     */
    public record Site(
            SiteName site,
            Verdict verdict,
            @Nullable Instant since,
            Verdict outcome,
            @Nullable Instant heldUntil,
            int needed,
            VoteCount votes,
            int passing,
            List<Vantage> vantages,
            List<SideCheck> checks) {

        public Site {
            vantages = List.copyOf(vantages);
            checks = List.copyOf(checks);
        }

        /** The conditions for each other verdict. */
        public List<Outlook> outlook() {
            return Outlook.of(this);
        }
    }

    /** The conclusion about a probe that does not decide whether the site is UP. */
    public record SideCheck(ProbeName probe, Role role, Verdict verdict, VoteCount votes) {}

    /**
     * @param vote of the site as a whole
     * @param voidBecause why the vote does not count; null when it does
     * @param voter whether it may vote on this site at all
     * @param measuredAt of the newest result behind the vote; null when there is none
     */
    public record Vantage(
            VantageName vantage,
            Verdict vote,
            boolean counts,
            @Nullable String voidBecause,
            boolean voter,
            VantageHealth health,
            @Nullable Instant measuredAt,
            List<Check> checks) {

        public Vantage {
            checks = List.copyOf(checks);
        }

        /** Those that decide. */
        List<Check> deciding() {
            return checks.stream().filter(check -> check.role() == Role.HEALTH).toList();
        }
    }

    /**
     * @param age of the newest result that was counted; null when there is none
     * @param freshUntil when that result says nothing any more
     * @param failingSince when the failures began that made it DOWN, or that may yet; null while it passes
     * @param took the time that the newest counted probe took; null when there is none
     * @param lastFailure the newest there was, even when it passes now
     */
    public record Check(
            ProbeName probe,
            Role role,
            Verdict verdict,
            Counts counts,
            @Nullable Duration age,
            @Nullable Instant freshUntil,
            @Nullable Instant failingSince,
            @JsonProperty(required = false) @Nullable Duration took,
            @Nullable Failure lastFailure) {}

    /**
     * @param failures in a row, of {@code fall} that are DOWN
     * @param successes in a row, of {@code rise} that are UP
     * @param recent null where no window is configured
     */
    public record Counts(
            long failures,
            int fall,
            long successes,
            int rise,
            @Nullable Recent recent) {

        /** The counters as text. */
        String describe(Verdict verdict) {
            String rising = (successes > rise ? successes : successes + " of " + rise) + " successes";
            String falling = failures + " of " + fall + " failures";
            String inRow =
                    switch (verdict) {
                        case UNKNOWN -> rising + ", " + falling;
                        case UP -> failures == 0 ? "passing" : falling;
                        case DOWN -> successes == 0 ? "failing" : rising;
                    };
            return recent == null || recent.failures() == 0 ? inRow : inRow + ", " + recent;
        }
    }

    /**
     * @param failures among the last results
     * @param limit so many are DOWN
     * @param of the number of results that are looked at
     */
    public record Recent(int failures, int limit, int of) {

        boolean noisy() {
            return failures >= limit;
        }

        @Override
        public String toString() {
            return "%d of %d failures among the last %d".formatted(failures, limit, of);
        }
    }

    /** @param measuredAt when the probe ended */
    public record Failure(Instant measuredAt, Cause cause, String detail) {}
}
