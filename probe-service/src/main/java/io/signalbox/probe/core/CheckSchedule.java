package io.signalbox.probe.core;

import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;

/**
 * When a check starts next. A settled check starts at a fixed rate. After the first failure, or the first success after
 * failures, it starts at the fast interval until as many equal results in a row have settled it; a start never overlaps
 * the previous one. Not thread-safe: belongs to the check's event loop.
 */
public final class CheckSchedule {

    /** Checks that may all start again at the same moment are spread over this time. */
    private static final long SOON_NANOS = Duration.ofSeconds(1).toNanos();

    private FixedRateSchedule grid;
    private final long fastNanos;
    private final int fall;
    private final int rise;
    private ResultStreak run = ResultStreak.NONE;
    private boolean leftOut;

    public CheckSchedule(FixedRateSchedule grid, Probe probe) {
        this.grid = grid;
        this.fastNanos = probe.fastInterval().toNanos();
        this.fall = probe.fall();
        this.rise = probe.rise();
    }

    public long first(long nowNanos) {
        return grid.after(nowNanos);
    }

    /** The start after a probe that has ended. @param plannedNanos when it was due; it may have been late */
    public Next next(long plannedNanos, long nowNanos, boolean passed) {
        boolean onGrid = run.settled();
        boolean news = !onGrid || passed != run.passed();
        run = run.next(passed, fall, rise);
        long missed = onGrid ? grid.between(plannedNanos, nowNanos) : 0;
        return new Next(run.settled() ? grid.after(nowNanos) : fast(plannedNanos, nowNanos), missed, news);
    }

    /** Uses another fixed-rate schedule from the next start on. */
    public void follow(FixedRateSchedule other) {
        grid = other;
    }

    /** A start within a second, at the check's own offset. */
    public long soon(long nowNanos) {
        return new FixedRateSchedule(grid.firstNanos(), Math.min(grid.intervalNanos(), SOON_NANOS)).after(nowNanos);
    }

    /** True if the next result may change the verdict. */
    public boolean inDoubt() {
        return !run.settled();
    }

    /** The start after a probe without a result. */
    public long afterUndecided(long nowNanos) {
        return grid.after(nowNanos);
    }

    /** True if a settled check does without this start. Never twice in a row. @param share of the starts that run */
    public boolean leavesOut(long plannedNanos, double share) {
        leftOut = !leftOut && !inDoubt() && grid.leavesOut(plannedNanos, share);
        return leftOut;
    }

    /** The start after one that was left out. */
    public long afterLeftOut(long plannedNanos) {
        return grid.after(plannedNanos);
    }

    private long fast(long plannedNanos, long nowNanos) {
        return nowNanos + Math.max(0, plannedNanos + fastNanos - nowNanos);
    }

    /**
     * @param missed starts that were skipped because the previous probe was still running
     * @param news whether this result may change a verdict; false if it repeats a settled one
     */
    public record Next(long atNanos, long missed, boolean news) {}
}
