package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.Probe;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The conclusion about one probe that does not decide whether its site is UP, by the same voters. */
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

    boolean due(Instant heardTo) {
        return conclusion.due(heardTo);
    }

    void restore(Verdict known, Instant now) {
        conclusion.restore(known, now.plus(probe.freshness()));
    }

    /** @return whether its verdict changed */
    boolean judge(Collection<VantageEvidence> vantages, int needed, long lagMillis, Instant now, Instant heardTo) {
        boolean lagging = Math.abs(lagMillis) > probe.interval().toMillis();
        boolean confirmed = isConfirmed(vantages, needed, now);
        return conclusion.follow(tally(vantages).outcome(needed), confirmed, lagging, heardTo);
    }

    /** True if enough vantages have fresh results that agree with its verdict. */
    boolean isConfirmed(Collection<VantageEvidence> vantages, int needed, Instant now) {
        int agreeing = 0;
        for (VantageEvidence vantage : vantages) {
            if (vantage.voter() && vantage.agrees(name(), verdict(), now)) {
                agreeing++;
            }
        }
        return verdict() == Verdict.UNKNOWN || agreeing >= needed;
    }

    VoteCount tally(Collection<VantageEvidence> vantages) {
        VoteCount tally = VoteCount.NOBODY;
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
