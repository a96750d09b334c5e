package io.signalbox.bench.failover;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.sandbox.World;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until something is so, and gives up after a minute. */
final class Waiting {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    private Waiting() {}

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Before the first adoption nobody knows the service; that is no reason to give up. */
    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Nothing moves, and all sites that are checked are UP. */
    static boolean steady(World world) {
        ServiceStatus status = world.api().status();
        return status.phase().equals("steady")
                && status.active() != null
                && status.sites().stream()
                        .filter(site -> !site.lastResort())
                        .allMatch(site -> site.verdict() == Verdict.UP);
    }
}
