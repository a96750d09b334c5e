package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The reasons of changed verdicts. @param needed votes that a verdict takes */
record Wording(SiteName site, int needed) {

    Reason verdict(Verdict verdict, VoteCount tally, List<Vote> votes) {
        return Reason.of(
                        switch (verdict) {
                            case UP -> ReasonCode.QUORUM_UP;
                            case DOWN -> ReasonCode.QUORUM_DOWN;
                            case UNKNOWN -> ReasonCode.QUORUM_UNKNOWN;
                        },
                        site + " is " + verdict + ": " + count(tally, votes))
                .with("up", tally.up())
                .with("down", tally.down())
                .with("needed", needed);
    }

    /** The reason for a site whose verdict was reached under another description. */
    Reason describedAnew() {
        return Reason.of(
                        ReasonCode.DESCRIBED_ANEW,
                        site
                                + " is UNKNOWN: its address or a check of it is another than before, and nothing was measured of it yet")
                .with("needed", needed);
    }

    /** @param turned the checks whose verdicts changed, while the site's stays */
    Reason checks(List<SideCheck> turned, Verdict stays, Collection<VantageEvidence> vantages) {
        String checks = turned.stream()
                .map(check -> "%s probe %s of %s is %s: %s"
                        .formatted(
                                check.role().name().toLowerCase(Locale.ROOT),
                                check.name(),
                                site,
                                check.verdict(),
                                count(check.tally(vantages), check.votes(vantages))))
                .collect(Collectors.joining("; "));
        Reason reason = Reason.of(ReasonCode.CHECK_CHANGED, "%s; the site stays %s".formatted(checks, stays))
                .with("needed", needed);
        for (SideCheck check : turned) {
            reason = reason.with(check.name().value(), check.verdict());
        }
        return reason;
    }

    private String count(VoteCount tally, List<Vote> votes) {
        return tally.up() + " of " + tally.voters() + " vantages say UP, " + tally.down() + " say DOWN, " + needed
                + " needed (" + names(votes) + ")";
    }

    private static String names(List<Vote> votes) {
        return votes.stream()
                .map(vote -> vote.vantage() + " " + (vote.counts() ? vote.verdict() : "no vote") + ": " + vote.detail())
                .collect(Collectors.joining(" | "));
    }
}
