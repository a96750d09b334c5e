package io.signalbox.actuator.route53;

import io.signalbox.actuator.route53.budget.Backoff;

/**
 * Decides when a zone may get its next change. Route 53 refuses one while it still processes another of the zone, for a
 * time that it does not tell. So the time is learned, and forgotten slowly: each refusal costs one of the account's few
 * requests, which is worse than a short wait. All times are nanoseconds. Not thread-safe.
 */
final class ZonePacing {

    private static final long FIRST_GAP = 60_000_000;
    private static final long LONGEST_GAP = 1_000_000_000;
    private static final int FORGET = 64;

    private long gap = FIRST_GAP;
    private long taken;
    private long notBefore;
    private int refusals;

    ZonePacing(long now) {
        taken = now;
        notBefore = now;
    }

    long notBefore() {
        return notBefore;
    }

    void taken(long now) {
        refusals = 0;
        taken = now;
        gap -= gap / FORGET;
        notBefore = now + gap;
    }

    /** It refused the content, or did not answer. */
    void answered(long now) {
        refusals = 0;
        notBefore = now;
    }

    /** The zone still processed another change. */
    void busy(long now) {
        gap = Math.clamp(2 * gap, FIRST_GAP, LONGEST_GAP);
        long rested = taken + gap;
        throttled(now);
        if (rested - notBefore > 0) {
            notBefore = rested;
        }
    }

    void throttled(long now) {
        refusals++;
        notBefore = now + Backoff.after(refusals);
    }
}
