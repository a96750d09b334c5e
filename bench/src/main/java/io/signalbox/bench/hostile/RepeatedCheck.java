package io.signalbox.bench.hostile;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Repeats a check until it holds. */
final class RepeatedCheck {

    private static final Duration LOOK = Duration.ofMillis(100);

    private RepeatedCheck() {}

    /** @return empty once the check returns that; what it says at the end of the limit otherwise */
    static Optional<String> until(Duration limit, Callable<Optional<String>> check) {
        var trial = new Trial("", check);
        long end = System.nanoTime() + limit.toNanos();
        Optional<String> wrong = trial.run();
        while (wrong.isPresent() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK.toNanos());
            wrong = trial.run();
        }
        return wrong;
    }
}
