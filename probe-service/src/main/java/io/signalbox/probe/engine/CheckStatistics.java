package io.signalbox.probe.engine;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.LatestResults;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.wire.AttemptListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Statistics of one check. Written by the check's event loop only; read by any thread. */
public final class CheckStatistics implements AttemptListener {

    private static final int MICRO = 1_000;
    private static final int CAUSES = Cause.values().length;
    private static final int REASONS = UndecidedReason.values().length;

    /** In lower case, by ordinal: each scrape needs one for each sample. */
    private static final List<String> ROLES = Stream.of(Probe.Role.values())
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .toList();

    private final CheckName check;
    private volatile @Nullable ConfiguredCheck configured;
    private volatile long nextNanos;
    private volatile @Nullable CheckResult last;
    /** When {@link #last} was found; unset while {@link #current} is false. */
    private volatile long foundNanos;

    private volatile boolean current;
    private volatile long freshNanos;
    private volatile long waitedNanos;
    private volatile long missed;
    private volatile long voided;
    private volatile long restarts;
    private volatile long heldLoopNanos;
    /** By cause; null until something fails, as most checks never do. */
    private volatile @Nullable AtomicLongArray failures;
    /** By reason; null until a probe is undecided. */
    private volatile @Nullable AtomicLongArray undecided;

    CheckStatistics(CheckName check) {
        this.check = check;
    }

    void follow(ConfiguredCheck configured) {
        this.configured = configured;
        current = false;
        freshNanos = configured.probe().freshness().toNanos();
    }

    /** @param waitedForNanos how long the probe waited for its turn */
    void found(CheckResult checkResult, long nowNanos, long waitedForNanos) {
        waitedNanos = waitedForNanos;
        last = checkResult;
        foundNanos = nowNanos;
        current = true;
        if (checkResult.result() instanceof ProbeResult.Failed failed) {
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

    void countUndecided(UndecidedReason why) {
        undecided = counted(undecided, REASONS, why);
    }

    /** The last result does not count after all. */
    void discardLast(UndecidedReason why) {
        current = false;
        countUndecided(why);
    }

    /** A probe timed out while this process was late itself, and is repeated. */
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

    @Override
    public void heldLoop(long nanos) {
        heldLoopNanos = heldLoopNanos + nanos;
    }

    public CheckName check() {
        return check;
    }

    /** True if its target's concurrency is limited. */
    public boolean waits() {
        ConfiguredCheck now = configured;
        return now != null && now.probe().approach().perTarget() > 0 && now.target() != null;
    }

    /** The time that the last probe waited for its turn. */
    public long waitedNanos() {
        return waitedNanos;
    }

    /** Null before the check has started. */
    public @Nullable ConfiguredCheck configured() {
        return configured;
    }

    /** When the next probe starts, or the running one was due, on the monotonic clock. */
    public long nextNanos() {
        return nextNanos;
    }

    /** When the last result arrived, on the monotonic clock. Only after a result. */
    public long foundNanos() {
        return foundNanos;
    }

    /** The role of its probe in lower case; empty before the check has started. */
    public String role() {
        ConfiguredCheck now = configured;
        return now == null ? "" : ROLES.get(now.probe().role().ordinal());
    }

    /** True if it is an HTTP check, which has HTTP's phases. */
    public boolean http() {
        ConfiguredCheck now = configured;
        return now != null && now.probe().check() instanceof Check.Http;
    }

    /** True if the check warns before a certificate expires. */
    public boolean warns() {
        return warnDays() > 0;
    }

    /** True if a certificate expires within the check's warning time. */
    public boolean warnsOf(Instant expiry, Instant now) {
        return warns() && expiry.isBefore(now.plus(Duration.ofDays(warnDays())));
    }

    private int warnDays() {
        ConfiguredCheck now = configured;
        return now != null && now.probe().check() instanceof Check.Handshake handshake ? handshake.warnDays() : 0;
    }

    /** Null before the first result. */
    public @Nullable CheckResult last() {
        return last;
    }

    /** Starts that were skipped because the previous probe was still running. */
    public long missed() {
        return missed;
    }

    /** Probes without a result. */
    public long undecided() {
        long all = 0;
        for (UndecidedReason why : UndecidedReason.values()) {
            all += undecided(why);
        }
        return all;
    }

    /** Probes without a result, by reason. */
    public long undecided(UndecidedReason why) {
        AtomicLongArray counts = undecided;
        return counts == null ? 0 : counts.get(why.ordinal());
    }

    /** The fresh result or null. In this order of reads, a result never looks younger than it is. */
    LatestResults.@Nullable Seen seen(long nowNanos) {
        long found = foundNanos;
        CheckResult checkResult = last;
        if (!current || checkResult == null || nowNanos - found > freshNanos + waitedNanos) {
            return null;
        }
        long took = checkResult.result().timings().total() + 1;
        return new LatestResults.Seen(checkResult.passed(), found - took * MICRO);
    }

    /** Probes that timed out while this process was late itself. */
    public long voids() {
        return voided;
    }

    /** The number of restarts of the check after an error. */
    public long restarts() {
        return restarts;
    }

    /** How long single reads held the event loop, counting those that were too long. */
    public long heldLoopNanos() {
        return heldLoopNanos;
    }

    public long failures(Cause cause) {
        AtomicLongArray counts = failures;
        return counts == null ? 0 : counts.get(cause.ordinal());
    }
}
