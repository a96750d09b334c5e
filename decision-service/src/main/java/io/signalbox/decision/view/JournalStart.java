package io.signalbox.decision.view;

import io.signalbox.contract.DirectiveLimits;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an instance begins to read the journal, which is kept for ever. */
final class JournalStart {

    /** An entry and its commit marker take two offsets; the other two are left for aborted transactions. */
    private static final long OFFSETS_PER_ENTRY = 4;

    /** By how much the clocks of instances may differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private JournalStart() {}

    /** Directives of which an effect was stored before this need not be known any more. */
    static Instant knownSince(Instant now) {
        return now.minus(DirectiveLimits.KNOWN_FOR).minus(SKEW);
    }

    /**
     * @param begin the oldest offset of the topic
     * @param known the offset of the oldest entry since {@link #knownSince}; null when there is none
     * @param kept how many entries the view holds
     * @return the offset to begin at
     */
    static long of(long begin, long end, @Nullable Long known, int kept) {
        long newest = end - OFFSETS_PER_ENTRY * kept;
        return Math.max(begin, known == null ? newest : Math.min(newest, known));
    }
}
