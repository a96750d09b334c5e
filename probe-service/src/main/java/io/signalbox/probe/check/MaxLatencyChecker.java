package io.signalbox.probe.check;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import java.time.Duration;

/** Fails when another checker passes too late. @param most how long a pass may take in total */
public record MaxLatencyChecker(Checker checker, Duration most) implements Checker {

    private static final int MICRO = 1_000;

    @Override
    public void begin(EventLoop loop, CheckResult.Listener listener) {
        checker.begin(loop, listener.after(checkResult -> listener.found(judged(checkResult))));
    }

    private CheckResult judged(CheckResult checkResult) {
        if (!(checkResult.result() instanceof ProbeResult.Passed passed)) {
            return checkResult;
        }
        long micros = passed.timings().total();
        if (micros <= most.toNanos() / MICRO) {
            return checkResult;
        }
        String detail = "passed after " + micros / MICRO + " ms, expected at most " + most.toMillis() + " ms";
        return new CheckResult(new ProbeResult.Failed(passed.timings(), Cause.TOO_SLOW, detail), checkResult.expiry());
    }

    @Override
    public void close() {
        checker.close();
    }
}
