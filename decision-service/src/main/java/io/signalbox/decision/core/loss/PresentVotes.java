package io.signalbox.decision.core.loss;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.topology.Policy.Quorum;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.evidence.Explanation;
import java.util.List;
import java.util.Optional;

/**
 * The votes on one site now. A published verdict has the votes with which it was concluded, which were just enough. Where the present
 * ones are not known, every vantage that may vote is taken to agree with the verdict.
 */
final class PresentVotes {

    private static final String ASSUMED = "taken to agree";

    private PresentVotes() {}

    static List<Vote> counted(Explanation.Site live) {
        return live.vantages().stream()
                .map(vantage -> new Vote(
                        vantage.vantage(),
                        vantage.vote(),
                        vantage.counts(),
                        vantage.measuredAt(),
                        Optional.ofNullable(vantage.voidBecause()).orElse("counted"),
                        null))
                .toList();
    }

    static List<Vote> assumed(SiteVerdict known, Topology topology, Quorum quorum) {
        return known.verdict() == Verdict.UNKNOWN
                ? known.votes()
                : topology.vantages().stream()
                        .map(vantage -> new Vote(
                                vantage, known.verdict(), quorum.mayVote(vantage, known.site()), null, ASSUMED, null))
                        .toList();
    }
}
