package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import java.time.Duration;

/** What is found out behind it, where success must come fast. @param most how long success may take, all in all */
public record Prompt(Inquiry inquiry, Duration most) implements Inquiry {

    private static final int MICRO = 1_000;

    @Override
    public void begin(EventLoop loop, Finding.Listener listener) {
        inquiry.begin(loop, listener.after(finding -> listener.found(judged(finding))));
    }

    private Finding judged(Finding finding) {
        if (!(finding.result() instanceof ProbeResult.Passed passed)) {
            return finding;
        }
        long micros = passed.timings().total();
        if (micros <= most.toNanos() / MICRO) {
            return finding;
        }
        String detail = "passed after " + micros / MICRO + " ms, expected at most " + most.toMillis() + " ms";
        return new Finding(new ProbeResult.Failed(passed.timings(), Cause.TOO_SLOW, detail), finding.expiry());
    }

    @Override
    public void close() {
        inquiry.close();
    }
}
