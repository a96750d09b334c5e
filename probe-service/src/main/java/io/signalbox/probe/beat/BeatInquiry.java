package io.signalbox.probe.beat;

import io.netty.channel.EventLoop;
import io.signalbox.contract.Cause;
import io.signalbox.contract.ProbeResult;
import io.signalbox.contract.Timings;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Undecided;
import java.time.Duration;

/** Whether a heartbeat came lately. A check that has not yet waited long enough for its first has nothing to say. */
public final class BeatInquiry implements Inquiry {

    private static final Timings AT_ONCE = Timings.total(0);

    private final Beats beats;
    private final CheckName check;
    private final Duration timeout;

    /** @param timeout how long silence may last */
    public BeatInquiry(Beats beats, CheckName check, Duration timeout) {
        this.beats = beats;
        this.check = check;
        this.timeout = timeout;
        beats.expect(check, System.nanoTime());
    }

    @Override
    public void begin(EventLoop loop, Finding.Listener listener) {
        long now = System.nanoTime();
        Beats.Last last = beats.last(check);
        long silentNanos = last == null ? 0 : now - last.sinceNanos();
        if (silentNanos > timeout.toNanos()) {
            // A vantage that was cut off within this time would not have heard a client that is well.
            listener.found(missing(Duration.ofNanos(silentNanos).toSeconds()), now - timeout.toNanos());
        } else if (last != null && last.beaten()) {
            listener.found(new Finding(new ProbeResult.Passed(AT_ONCE), null));
        } else {
            listener.undecided(Undecided.NOT_HEARD_YET);
        }
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
