package io.signalbox.bench.faults;

import io.signalbox.sandbox.process.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Suspends processes for a while with SIGSTOP and SIGCONT; they do not notice. */
final class ProcessPause {

    private ProcessPause() {}

    /** @return an upper bound of the real duration */
    static Duration of(List<Long> pids, Duration time) {
        long began = System.nanoTime();
        ChildProcess.signal("STOP", pids);
        LockSupport.parkNanos(time.toNanos() - (System.nanoTime() - began));
        ChildProcess.signal("CONT", pids);
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
