package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The conclusion from votes about a site or one of its checks. It does not follow the votes at once in two cases: a
 * verdict from before a restart holds for a while without votes, and as long as too few results for votes agree with
 * it; and nothing turns DOWN while the reader lags.
 */
final class Conclusion {

    private Verdict verdict = Verdict.UNKNOWN;
    private @Nullable Instant heldUntil;
    private boolean undecided;

    Verdict verdict() {
        return verdict;
    }

    /** Restores a verdict from before a restart. @param until when it goes stale unless votes confirm it */
    void restore(Verdict known, Instant until) {
        verdict = known;
        heldUntil = known == Verdict.UNKNOWN ? null : until;
    }

    /** @param heardTo up to when missing votes mean silence */
    boolean follow(Verdict outcome, boolean confirmed, boolean lagging, Instant heardTo) {
        if (outcome == verdict) {
            undecided = false;
            if (outcome != Verdict.UNKNOWN) {
                // A restored verdict needs no grace once votes agree with it.
                heldUntil = null;
            }
            return false;
        }
        undecided = outcome == Verdict.UNKNOWN && (heldAt(heardTo) || heldUntil != null && confirmed)
                || outcome == Verdict.DOWN && lagging;
        if (undecided) {
            return false;
        }
        verdict = outcome;
        heldUntil = null;
        return true;
    }

    private boolean heldAt(Instant heardTo) {
        return heldUntil != null && heardTo.isBefore(heldUntil);
    }

    /** True if the votes differ from the verdict, so that the next look may change it. */
    boolean undecided() {
        return undecided;
    }

    /** Until when a restored verdict holds without votes; null for none. */
    @Nullable
    Instant heldUntil() {
        return heldUntil;
    }

    /** True if it may change although no vote does. */
    boolean due(Instant heardTo) {
        return undecided || heldUntil != null && !heldAt(heardTo);
    }
}
