package io.signalbox.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Processes stand still for a while, and do not know: SIGSTOP and SIGCONT. */
final class Standstill {

    private Standstill() {}

    /** @return for how long it was in fact, at most */
    static Duration of(List<Long> pids, Duration time) {
        long began = System.nanoTime();
        signal("STOP", pids);
        LockSupport.parkNanos(time.toNanos() - (System.nanoTime() - began));
        signal("CONT", pids);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void signal(String signal, List<Long> pids) {
        String all = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        try {
            var kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + all).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException(all + " did not take SIG" + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no shell to send a signal with", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending SIG" + signal, e);
        }
    }
}
