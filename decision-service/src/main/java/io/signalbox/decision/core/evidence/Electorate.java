package io.signalbox.decision.core.evidence;

import io.signalbox.contract.SiteName;
import io.signalbox.contract.VantageHealth;
import io.signalbox.contract.VantageName;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.Vote;
import io.signalbox.contract.topology.Policy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may vote on a site, who does, and what a count of votes means. How many votes are needed is a constant of the
 * topology: a vantage that falls silent or sick makes a verdict harder to reach, never easier.
 */
final class Electorate {

    private final List<VantageName> configured;
    private final Policy.Quorum quorum;
    private final Map<VantageName, Standing> standings = new HashMap<>();

    private record Standing(VantageHealth health, Instant asOf) {}

    Electorate(List<VantageName> configured, Policy.Quorum quorum) {
        this.configured = configured;
        this.quorum = quorum;
    }

    /** Notes what a vantage says of itself. @return whether it says so here, or is known to be, sick */
    boolean isSick(VantageName vantage, VantageHealth health, Instant measured) {
        Standing known = standings.get(vantage);
        if (known == null || !measured.isBefore(known.asOf())) {
            if (known == null || !known.health().equals(health)) {
                standings.put(vantage, new Standing(health, measured));
            }
            return !health.healthy();
        }
        return !health.healthy() || !known.health().healthy();
    }

    boolean knows(VantageName vantage) {
        return configured.contains(vantage);
    }

    int needed(SiteName site) {
        return quorum.needed((int)
                configured.stream().filter(vantage -> !excluded(site, vantage)).count());
    }

    Vote vote(SiteName site, VantageName vantage, VantageEvidence evidence) {
        String objection = objection(site, vantage);
        if (objection != null) {
            return new Vote(vantage, evidence.verdict(), false, evidence.measuredAt(), objection);
        }
        Verdict verdict = evidence.verdict();
        return new Vote(vantage, verdict, verdict != Verdict.UNKNOWN, evidence.measuredAt(), evidence.describe());
    }

    private @Nullable String objection(SiteName site, VantageName vantage) {
        if (excluded(site, vantage)) {
            return "has no vote on its own site";
        }
        Standing standing = standings.get(vantage);
        return standing == null || standing.health().healthy()
                ? null
                : "sick: " + standing.health().detail();
    }

    private boolean excluded(SiteName site, VantageName vantage) {
        return quorum.excludeOwnVantage() && vantage.value().equals(site.value());
    }

    /** UP wins where both sides have enough votes, which only a quorum below a majority allows. */
    static Verdict outcome(List<Vote> votes, int needed) {
        if (count(votes, Verdict.UP) >= needed) {
            return Verdict.UP;
        }
        return count(votes, Verdict.DOWN) >= needed ? Verdict.DOWN : Verdict.UNKNOWN;
    }

    static long count(List<Vote> votes, Verdict verdict) {
        return votes.stream()
                .filter(vote -> vote.counts() && vote.verdict() == verdict)
                .count();
    }
}
