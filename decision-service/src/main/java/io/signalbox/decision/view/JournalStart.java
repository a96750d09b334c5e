package io.signalbox.decision.view;

import io.signalbox.contract.DirectiveLimits;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Computes the offset where an instance starts to read the journal, which has unlimited retention. */
final class JournalStart {

    /** An entry and its commit marker take two offsets; the other two are left for aborted transactions. */
    private static final long OFFSETS_PER_ENTRY = 4;

    /** Maximum difference between the clocks of instances. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private JournalStart() {}

    /** Directives whose effect was stored before this time may be forgotten. */
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
