package io.signalbox.probe.beat;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Undecided;
import java.time.Duration;

/**
 * Whether a heartbeat came lately. A check that has not yet waited long enough for its first has nothing to say, nor has one at a vantage
 * that could not know of it.
 */
public final class BeatInquiry implements Inquiry {

    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(1);
    private static final Timings AT_ONCE = Timings.total(0);

    private final Beats beats;
    private final CheckName check;
    private final Duration timeout;
    /** How long it must have been waited for before anything is missing: a client may have pushed while this process was away. */
    private final long settled;

    /** @param timeout how long silence may last */
    public BeatInquiry(Beats beats, CheckName check, Duration timeout) {
        this.beats = beats;
        this.check = check;
        this.timeout = timeout;
        this.settled = Math.min(timeout.toNanos(), LONGEST_SETTLING.toNanos());
        beats.expect(check, System.nanoTime());
    }

    @Override
    public void begin(EventLoop loop, Finding.Listener listener) {
        long now = System.nanoTime();
        Beats.Silence silence = beats.silence(check, now);
        if (silence == null) {
            listener.undecided(Undecided.NOT_HEARD_YET);
            return;
        }
        boolean missing = silence.nanos() > allowed(silence);
        if (missing && silence.expectedNanos() >= settled && !beats.blind()) {
            listener.found(missing(Duration.ofNanos(silence.nanos()).toSeconds()));
        } else if (!missing && silence.beaten()) {
            listener.found(new Finding(new ProbeResult.Passed(AT_ONCE), null));
        } else {
            listener.undecided(Undecided.NOT_HEARD_YET);
        }
    }

    /** Longer by as much as this vantage could not have known of a heartbeat, and twice as long at most. */
    private long allowed(Beats.Silence silence) {
        return timeout.toNanos() + Math.min(silence.blindNanos(), timeout.toNanos());
    }

    private Finding missing(long seconds) {
        String detail = "no heartbeat for " + seconds + " s, expected one within " + timeout.toSeconds() + " s";
        return new Finding(new ProbeResult.Failed(AT_ONCE, Cause.HEARTBEAT_MISSING, detail), null);
    }

    @Override
    public void close() {
        beats.forget(check);
    }
}
