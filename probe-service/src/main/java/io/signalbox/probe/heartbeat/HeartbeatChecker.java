package io.signalbox.probe.heartbeat;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.HeartbeatRegistry;
import io.signalbox.probe.kind.CheckKind;
import java.time.Duration;

/**
 * Fails when no heartbeat came within the timeout. Undecided while the check has not waited long enough for a first
 * heartbeat, and while this vantage cannot see heartbeats.
 */
public final class HeartbeatChecker implements Checker {

    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(1);
    private static final Timings AT_ONCE = Timings.total(0);

    private final HeartbeatRegistry heartbeats;
    private final CheckName check;
    private final Duration timeout;
    /**
     * How long to wait before a heartbeat counts as missing: a client may have sent one while this process was down.
     */
    private final long settled;

    /** @param timeout the longest allowed silence */
    public HeartbeatChecker(HeartbeatRegistry heartbeats, CheckName check, Duration timeout) {
        this.heartbeats = heartbeats;
        this.check = check;
        this.timeout = timeout;
        this.settled = Math.min(timeout.toNanos(), LONGEST_SETTLING.toNanos());
        heartbeats.expect(check, System.nanoTime());
    }

    public static CheckKind<Check.Heartbeat> kind(HeartbeatRegistry heartbeats) {
        return new CheckKind<>(
                Check.Heartbeat.class,
                setup -> new HeartbeatChecker(
                        heartbeats, setup.configured().name(), setup.check().timeout()));
    }

    @Override
    public void begin(EventLoop loop, CheckResult.Listener listener) {
        long now = System.nanoTime();
        HeartbeatRegistry.Silence silence = heartbeats.silence(check, now);
        if (silence == null) {
            listener.undecided(UndecidedReason.NOT_HEARD_YET);
            return;
        }
        boolean missing = silence.nanos() > allowed(silence);
        if (missing && silence.expectedNanos() >= settled && !heartbeats.blind()) {
            listener.found(missing(Duration.ofNanos(silence.nanos()).toSeconds()));
        } else if (!missing && silence.everHeard()) {
            listener.found(new CheckResult(new ProbeResult.Passed(AT_ONCE), null));
        } else {
            listener.undecided(UndecidedReason.NOT_HEARD_YET);
        }
    }

    /** The timeout, extended by the time this vantage was blind, to twice the timeout at most. */
    private long allowed(HeartbeatRegistry.Silence silence) {
        return timeout.toNanos() + Math.min(silence.blindNanos(), timeout.toNanos());
    }

    private CheckResult missing(long seconds) {
        String detail = "no heartbeat for " + seconds + " s, expected one within " + timeout.toSeconds() + " s";
        return new CheckResult(new ProbeResult.Failed(AT_ONCE, Cause.HEARTBEAT_MISSING, detail), null);
    }

    @Override
    public void close() {
        heartbeats.forget(check);
    }
}
