package io.signalbox.decision.core.evidence;

import io.signalbox.contract.ProbeName;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.Vote;
import io.signalbox.contract.topology.Probe;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What is concluded of one probe that does not decide whether its site is UP, by the same electorate. */
final class SideCheck {

    private final Probe probe;
    private final Conclusion conclusion = new Conclusion();

    SideCheck(Probe probe) {
        this.probe = probe;
    }

    ProbeName name() {
        return probe.name();
    }

    Probe probe() {
        return probe;
    }

    Probe.Role role() {
        return probe.role();
    }

    Verdict verdict() {
        return conclusion.verdict();
    }

    boolean undecided() {
        return conclusion.undecided();
    }

    boolean due(Instant now) {
        return conclusion.due(now);
    }

    void restore(Verdict known, Instant now) {
        conclusion.restore(known, now.plus(probe.freshness()));
    }

    /** @return whether its verdict changed */
    boolean judge(Collection<VantageEvidence> vantages, int needed, long lagMillis, Instant now) {
        boolean lagging = lagMillis > probe.interval().toMillis();
        return conclusion.follow(tally(vantages).outcome(needed), lagging, now);
    }

    Tally tally(Collection<VantageEvidence> vantages) {
        Tally tally = Tally.NOBODY;
        for (VantageEvidence vantage : vantages) {
            if (vantage.voter()) {
                tally = tally.and(vantage.verdict(name()));
            }
        }
        return tally;
    }

    List<Vote> votes(Collection<VantageEvidence> vantages) {
        return vantages.stream().map(vantage -> vantage.vote(name())).toList();
    }

    Explanation.SideCheck explain(Collection<VantageEvidence> vantages) {
        return new Explanation.SideCheck(name(), role(), verdict(), tally(vantages));
    }
}
