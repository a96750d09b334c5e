package io.signalbox.probe.core;

import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;

/**
 * When a check starts next. While its results are settled it keeps to its grid; while they are in doubt (after the first
 * failure, or the first success after failures) it runs at the fast interval, and never before its former start has
 * ended. Not thread-safe: belongs to the check's event loop.
 */
public final class Cadence {

    /** Between the starts of those that all may begin again at the same moment. */
    private static final long SOON_NANOS = Duration.ofSeconds(1).toNanos();

    private Grid grid;
    private final long fastNanos;
    private final int fall;
    private final int rise;
    private Run run = Run.NONE;

    public Cadence(Grid grid, Probe probe) {
        this.grid = grid;
        this.fastNanos = probe.fastInterval().toNanos();
        this.fall = probe.fall();
        this.rise = probe.rise();
    }

    /** The first start of all. */
    public long first(long nowNanos) {
        return grid.after(nowNanos);
    }

    /**
     * The start after one that has just ended.
     *
     * @param plannedNanos when that one was to start; it may have been late
     */
    public Next next(long plannedNanos, long nowNanos, boolean passed) {
        boolean onGrid = run.settled();
        boolean news = !onGrid || passed != run.passed();
        run = run.next(passed, fall, rise);
        long missed = onGrid ? grid.between(plannedNanos, nowNanos) : 0;
        return new Next(run.settled() ? grid.after(nowNanos) : fast(plannedNanos, nowNanos), missed, news);
    }

    /** From now on the starts are those of another grid; what is planned stays so. */
    public void follow(Grid other) {
        grid = other;
    }

    /** A start within a second, at its own place in it. */
    public long soon(long nowNanos) {
        return new Grid(grid.firstNanos(), Math.min(grid.intervalNanos(), SOON_NANOS)).after(nowNanos);
    }

    /** Whether the next result may change what the check says. */
    public boolean inDoubt() {
        return !run.settled();
    }

    /** The start after one that came to no result: as if it had not been. */
    public long afterUndecided(long nowNanos) {
        return grid.after(nowNanos);
    }

    private long fast(long plannedNanos, long nowNanos) {
        return nowNanos + Math.max(0, plannedNanos + fastNanos - nowNanos);
    }

    /**
     * @param missed starts of the grid that found the former still running and so did not happen
     * @param news whether the result just had may change a verdict; without it, it repeats what is settled
     */
    public record Next(long atNanos, long missed, boolean news) {}
}
