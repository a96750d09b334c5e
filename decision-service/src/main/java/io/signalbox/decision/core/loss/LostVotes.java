package io.signalbox.decision.core.loss;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.evidence.VoteCount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The votes on one site after the loss of a region: its vantage says nothing more, and whoever else has a vote now sees its site
 * fail. Who has none now has none then.
 */
final class LostVotes {

    private final SiteVerdict known;
    private final List<Vote> present;
    private final String region;
    private final boolean lost;
    private final Instant now;

    /** @param present the votes before the loss */
    LostVotes(SiteVerdict known, List<Vote> present, String region, Instant now) {
        this.known = known;
        this.present = present;
        this.region = region;
        this.lost = known.site().value().equals(region);
        this.now = now;
    }

    /** The verdict that follows. */
    Verdict outcome() {
        return VoteCount.of(votes()).outcome(known.needed());
    }

    /** The verdict that is told then; null if it is the one that is known. */
    @Nullable
    SiteVerdict change() {
        Verdict verdict = outcome();
        if (verdict == known.verdict()) {
            return null;
        }
        boolean down = verdict == Verdict.DOWN;
        return new SiteVerdict(
                SiteVerdict.VERSION,
                known.service(),
                known.site(),
                verdict,
                now,
                down ? now : null,
                votes(),
                known.needed(),
                Reason.of(
                        down ? ReasonCode.QUORUM_DOWN : ReasonCode.QUORUM_UNKNOWN,
                        known.site() + " is " + verdict + ": " + (down ? all() : words())),
                known.topologyDigest(),
                known.checks(),
                null,
                known.descriptions(),
                null);
    }

    private String all() {
        int votes = VoteCount.of(votes()).down();
        return votes + (votes == 1 ? " vote" : " votes") + " that would be left, " + known.needed() + " needed";
    }

    /** Why it takes no verdict. */
    String words() {
        VoteCount left = VoteCount.of(votes());
        int most = Math.max(left.up(), left.down());
        return most + (most == 1 ? " vote is" : " votes are") + " left of the " + known.needed() + " needed";
    }

    private List<Vote> votes() {
        return present.stream().map(this::after).toList();
    }

    private Vote after(Vote vote) {
        if (vote.vantage().value().equals(region)) {
            return new Vote(vote.vantage(), Verdict.UNKNOWN, false, vote.measuredAt(), "lost with its region", null);
        }
        return lost && vote.counts() && vote.verdict() != Verdict.UNKNOWN
                ? new Vote(vote.vantage(), Verdict.DOWN, true, now, "the site is lost", now)
                : vote;
    }
}
