package io.signalbox.decision.core.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.core.evidence.Outlook;
import io.signalbox.decision.core.evidence.VoteCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a service's state is as it is.
 *
 * @param sentence everything, for a person
 * @param reason of the last decision
 * @param notMoved why its traffic was not moved; null while a move runs
 * @param held what holds it, and what would end that
 * @param changes what would change it, one sentence each
 * @param sites by priority
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Why(
        ServiceName service,
        Instant at,
        String sentence,
        String phase,
        @Nullable SiteName active,
        @Nullable SiteName target,
        Reason reason,
        @Nullable String notMoved,
        List<Held> held,
        List<String> changes,
        List<Site> sites,
        Source evidence) {

    public Why {
        held = List.copyOf(held);
        changes = List.copyOf(changes);
        sites = List.copyOf(sites);
    }

    /** @param endsWith what would end it, for a person */
    public record Held(Reason reason, String endsWith) {}

    /**
     * @param from {@code live}, or {@code verdicts} for what was last published
     * @param asOf when it was so
     * @param note why it is not live, or why it is counted from a part of the results; null for neither
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Source(
            String from, @Nullable Instant asOf, @Nullable String note) {}

    /**
     * @param since when the verdict changed; null when none has been concluded
     * @param ready whether it could take the traffic
     * @param suppressed why it is no target; null when it may be one
     * @param needed votes of one kind that make a verdict; 0 without probes
     * @param votes how many say what
     * @param outlook what would give it another verdict; only of live evidence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Site(
            SiteName site,
            int priority,
            boolean active,
            Verdict verdict,
            @Nullable Instant since,
            @Nullable Verdict ready,
            @Nullable Reason suppressed,
            int needed,
            VoteCount votes,
            String rule,
            List<Vote> vantages,
            List<Outlook> outlook) {

        public Site {
            vantages = List.copyOf(vantages);
            outlook = List.copyOf(outlook);
        }
    }

    /**
     * @param counts whether the vote does
     * @param voidBecause why it does not; null when it does
     * @param age of the newest result behind it
     * @param detail the counters, in words
     * @param checks the counters; only of live evidence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Vote(
            VantageName vantage,
            Verdict says,
            boolean counts,
            @Nullable String voidBecause,
            @Nullable Duration age,
            String detail,
            List<Explanation.Check> checks) {

        public Vote {
            checks = List.copyOf(checks);
        }
    }
}
