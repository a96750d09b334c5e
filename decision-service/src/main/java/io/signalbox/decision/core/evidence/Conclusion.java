package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was concluded from votes: of a site, or of one of its checks. Two things keep it from following the votes at
 * once: a verdict from before a restart holds for a while without votes, and for as long as results agree with it that are
 * too few for votes; and nothing turns DOWN while the reader lags.
 */
final class Conclusion {

    private Verdict verdict = Verdict.UNKNOWN;
    private @Nullable Instant heldUntil;
    private boolean undecided;

    Verdict verdict() {
        return verdict;
    }

    /** Takes over a verdict from before a restart. @param until when it goes stale unless votes confirm it */
    void restore(Verdict known, Instant until) {
        verdict = known;
        heldUntil = known == Verdict.UNKNOWN ? null : until;
    }

    /**
     * @param confirmed whether enough vantages have results that agree with the verdict so far
     * @return whether the verdict changed
     */
    boolean follow(Verdict outcome, boolean confirmed, boolean lagging, Instant now) {
        if (outcome == verdict) {
            undecided = false;
            if (outcome != Verdict.UNKNOWN) {
                // Nothing is owed to a restored verdict once votes say the same.
                heldUntil = null;
            }
            return false;
        }
        undecided = outcome == Verdict.UNKNOWN && (heldAt(now) || heldUntil != null && confirmed)
                || outcome == Verdict.DOWN && lagging;
        if (undecided) {
            return false;
        }
        verdict = outcome;
        heldUntil = null;
        return true;
    }

    private boolean heldAt(Instant now) {
        return heldUntil != null && now.isBefore(heldUntil);
    }

    /** Whether the votes say otherwise, so that the next look may change it. */
    boolean undecided() {
        return undecided;
    }

    /** Until when a verdict from before a restart stands without votes of its own; null when it does not. */
    @Nullable
    Instant heldUntil() {
        return heldUntil;
    }

    /** Whether it may change although no vote does. */
    boolean due(Instant now) {
        return undecided || heldUntil != null && !heldAt(now);
    }
}
