package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import java.util.List;

/** The votes, counted. A sick vantage, or one with too few results, counts as UNKNOWN. */
public record VoteCount(int up, int down, int unknown) {

    static final VoteCount NOBODY = new VoteCount(0, 0, 0);

    /** Counts published votes. One that does not count is UNKNOWN. */
    public static VoteCount of(List<Vote> votes) {
        VoteCount count = NOBODY;
        for (Vote vote : votes) {
            count = count.and(vote.counts() ? vote.verdict() : Verdict.UNKNOWN);
        }
        return count;
    }

    VoteCount and(Verdict vote) {
        return switch (vote) {
            case UP -> new VoteCount(up + 1, down, unknown);
            case DOWN -> new VoteCount(up, down + 1, unknown);
            case UNKNOWN -> new VoteCount(up, down, unknown + 1);
        };
    }

    public int of(Verdict vote) {
        return switch (vote) {
            case UP -> up;
            case DOWN -> down;
            case UNKNOWN -> unknown;
        };
    }

    /** All who may vote. */
    public int voters() {
        return up + down + unknown;
    }

    /** UP wins if both sides have enough votes, which only a quorum below a majority allows. */
    public Verdict outcome(int needed) {
        if (up >= needed) {
            return Verdict.UP;
        }
        return down >= needed ? Verdict.DOWN : Verdict.UNKNOWN;
    }
}
