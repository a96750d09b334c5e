package io.signalbox.probe.engine;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Undecided;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** What one check has come to, for whoever reads metrics. Written by the check's event loop only; read by any thread. */
public final class Tally {

    private static final int MICRO = 1_000;
    private static final int CAUSES = Cause.values().length;
    private static final int REASONS = Undecided.values().length;

    private final CheckName check;
    private volatile @Nullable Watched watched;
    private volatile long nextNanos;
    private volatile @Nullable Finding last;
    /** When the last was found; before it is known, {@link #current} is false. */
    private volatile long foundNanos;

    private volatile boolean current;
    private volatile long freshNanos;
    private volatile long waitedNanos;
    private volatile long missed;
    private volatile long voided;
    private volatile long restarts;
    /** By cause; absent until something fails, since most checks never do. */
    private volatile @Nullable AtomicLongArray failures;
    /** By why; absent until a probe says nothing. */
    private volatile @Nullable AtomicLongArray undecided;

    Tally(CheckName check) {
        this.check = check;
    }

    void follow(Watched watched) {
        this.watched = watched;
        current = false;
        freshNanos = watched.probe().freshness().toNanos();
    }

    /** @param waitedForNanos how long the probe waited for its turn */
    void found(Finding finding, long nowNanos, long waitedForNanos) {
        waitedNanos = waitedForNanos;
        last = finding;
        foundNanos = nowNanos;
        current = true;
        if (finding.result() instanceof ProbeResult.Failed failed) {
            failures = counted(failures, CAUSES, failed.cause());
        }
    }

    private static AtomicLongArray counted(@Nullable AtomicLongArray counts, int length, Enum<?> what) {
        AtomicLongArray known = counts == null ? new AtomicLongArray(length) : counts;
        known.incrementAndGet(what.ordinal());
        return known;
    }

    /** When the next probe starts, on the monotonic clock. */
    void planned(long atNanos) {
        nextNanos = atNanos;
    }

    void saidNothing(Undecided why) {
        undecided = counted(undecided, REASONS, why);
    }

    /** The last result says nothing after all. */
    void unsaid(Undecided why) {
        current = false;
        saidNothing(why);
    }

    /** A probe ran out of time while this process came late itself, and is made again. */
    void voided() {
        voided = voided + 1;
    }

    void restarted() {
        restarts = restarts + 1;
    }

    void missed(long starts) {
        if (starts > 0) {
            missed = missed + starts;
        }
    }

    public CheckName check() {
        return check;
    }

    /** Whether only so many probes may go to its target at a time. */
    public boolean waits() {
        Watched now = watched;
        return now != null && now.probe().approach().perTarget() > 0 && now.target() != null;
    }

    /** How long the last probe waited until it might go to its target. */
    public long waitedNanos() {
        return waitedNanos;
    }

    /** What is checked; null before the check has begun. */
    public @Nullable Watched watched() {
        return watched;
    }

    /** When the next probe starts, or the one under way started, on the monotonic clock. */
    public long nextNanos() {
        return nextNanos;
    }

    /** When the last result was there, on the monotonic clock; only once there is one. */
    public long foundNanos() {
        return foundNanos;
    }

    /** Whether it speaks HTTP, and so has the phases that HTTP has. */
    public boolean http() {
        Watched now = watched;
        return now != null && now.probe().check() instanceof Check.Http;
    }

    /** Whether the end of a certificate is to be told of beforehand. */
    public boolean warns() {
        return warnDays() > 0;
    }

    /** Whether this end of a certificate is as near as the check wants to be told of. */
    public boolean warnsOf(Instant expiry, Instant now) {
        return warns() && expiry.isBefore(now.plus(Duration.ofDays(warnDays())));
    }

    private int warnDays() {
        Watched now = watched;
        return now != null && now.probe().check() instanceof Check.Handshake handshake ? handshake.warnDays() : 0;
    }

    /** Null before the first result. */
    public @Nullable Finding last() {
        return last;
    }

    /** Starts that did not happen because the former probe still ran. */
    public long missed() {
        return missed;
    }

    /** Probes that had nothing to say of the site. */
    public long undecided() {
        long all = 0;
        for (Undecided why : Undecided.values()) {
            all += undecided(why);
        }
        return all;
    }

    /** Of those, how many for one reason. */
    public long undecided(Undecided why) {
        AtomicLongArray counts = undecided;
        return counts == null ? 0 : counts.get(why.ordinal());
    }

    /**
     * What the check says now; null for nothing. Read in this order, a finding that comes meanwhile looks older than it is,
     * never younger.
     */
    Latest.@Nullable Seen seen(long nowNanos) {
        long found = foundNanos;
        Finding finding = last;
        if (!current || finding == null || nowNanos - found > freshNanos + waitedNanos) {
            return null;
        }
        long took = finding.result().timings().total() + 1;
        return new Latest.Seen(finding.passed(), found - took * MICRO);
    }

    /** Probes that ran out of time while this process came late itself. */
    public long voids() {
        return voided;
    }

    /** How often the check began anew, since something in it had failed. */
    public long restarts() {
        return restarts;
    }

    public long failures(Cause cause) {
        AtomicLongArray counts = failures;
        return counts == null ? 0 : counts.get(cause.ordinal());
    }
}
