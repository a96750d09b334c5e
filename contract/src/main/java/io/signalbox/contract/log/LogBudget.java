package io.signalbox.contract.log;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;

/** Limits the lines in a log: so many at once, and then one in each period. Thread-safe. */
public final class LogBudget {

    private final int most;
    private final Duration each;
    private int left;
    private Instant filledAt = Instant.MIN;
    private long omitted;

    /** @param most lines at once @param each period in which another line may be logged */
    public LogBudget(int most, Duration each) {
        this.most = most;
        this.each = each;
        this.left = most;
    }

    /** @param leftOut is told how many lines were left out before one that may be logged @return whether a line may be logged now */
    public synchronized boolean take(Instant now, LongConsumer leftOut) {
        fill(now);
        if (left == 0) {
            omitted++;
            return false;
        }
        left--;
        if (omitted > 0) {
            leftOut.accept(omitted);
            omitted = 0;
        }
        return true;
    }

    private void fill(Instant now) {
        if (filledAt.equals(Instant.MIN) || now.isBefore(filledAt)) {
            filledAt = now;
        }
        long lines = Duration.between(filledAt, now).dividedBy(each);
        if (lines > 0) {
            left = (int) Math.min(most, left + lines);
            filledAt = filledAt.plus(each.multipliedBy(lines));
        }
    }
}
