package io.signalbox.bench;

import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.sandbox.world.World;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, at most a minute. */
public final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Before the adoption the API has no state of the service: not yet true. */
    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** True if the service is steady and all its checked sites are UP. */
    public static boolean steady(World world) {
        ServiceStatus status = world.api().status();
        return status.is(ServicePhase.STEADY)
                && status.active() != null
                && status.sites().stream()
                        .filter(site -> !site.lastResort())
                        .allMatch(site -> site.verdict() == Verdict.UP);
    }
}
