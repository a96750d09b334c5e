package io.signalbox.decision.streams;

import java.time.Duration;
import java.time.Instant;

/** Limits the lines in the log: a thousand at once, and fifty a second. */
final class LogBudget {

    private static final int MOST = 1_000;
    private static final Duration EACH = Duration.ofMillis(20);

    private int left = MOST;
    private Instant filledAt = Instant.MIN;
    private long omitted;

    /** @return whether a line may be logged now */
    boolean take(Instant now) {
        fill(now);
        if (left == 0) {
            omitted++;
            return false;
        }
        left--;
        return true;
    }

    private void fill(Instant now) {
        if (filledAt.equals(Instant.MIN) || now.isBefore(filledAt)) {
            filledAt = now;
        }
        long lines = Duration.between(filledAt, now).dividedBy(EACH);
        if (lines > 0) {
            left = (int) Math.min(MOST, left + lines);
            filledAt = filledAt.plus(EACH.multipliedBy(lines));
        }
    }

    /** The lines that were not logged since the last call. */
    long omitted() {
        long lines = omitted;
        omitted = 0;
        return lines;
    }
}
