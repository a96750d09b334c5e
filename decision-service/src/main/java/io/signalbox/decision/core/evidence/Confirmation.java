package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Whether the verdict on a site is confirmed, and for how long it was not. A restored verdict is unconfirmed until as
 * many vantages as a verdict takes have a result that agrees with it.
 */
final class Confirmation {

    /** When the verdict was last confirmed, in this life or an earlier one; null if unknown. */
    private @Nullable Instant lastAt;

    /** True if enough vantages have fresh results that agree with a verdict. UNKNOWN needs none. */
    static boolean has(Verdict verdict, int needed, Collection<VantageEvidence> vantages, Instant now) {
        if (verdict == Verdict.UNKNOWN) {
            return true;
        }
        int agreeing = 0;
        for (VantageEvidence vantage : vantages) {
            if (vantage.voter() && vantage.agrees(verdict, now)) {
                agreeing++;
            }
        }
        return agreeing >= needed;
    }

    /** A verdict was restored after a restart. */
    void restore(@Nullable Instant confirmedAt) {
        lastAt = confirmedAt;
    }

    @Nullable
    Instant lastAt() {
        return lastAt;
    }

    /**
     * The verdict is confirmed.
     *
     * @param known the verdict so far; null for one that has just been concluded
     * @return for how long it was not, if that is longer than evidence is fresh; null otherwise
     */
    @Nullable
    Duration ended(@Nullable SiteVerdict known, Duration freshness, Instant now) {
        Instant before = known == null ? now : lastAt == null ? known.stableSince() : lastAt;
        boolean blind = before.plus(freshness).isBefore(now);
        lastAt = now;
        return blind ? Duration.between(before, now) : null;
    }
}
