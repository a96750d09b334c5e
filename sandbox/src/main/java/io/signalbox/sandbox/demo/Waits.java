package io.signalbox.sandbox.demo;

import io.signalbox.sandbox.console.Screen;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/** Waits until something is so in a world. Whatever a person is asked meanwhile is approved. */
final class Waits {

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final CellStates cells;
    private final Screen screen;

    Waits(CellStates cells, Screen screen) {
        this.cells = cells;
        this.screen = screen;
    }

    void until(String what, BooleanSupplier reached) throws MissedMilestoneException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!holds(reached)) {
            if (System.nanoTime() - end > 0) {
                throw new MissedMilestoneException(what, LIMIT);
            }
            cells.approve().forEach(question -> screen.plain("  an approver agrees: " + question));
            Thread.sleep(LOOK);
        }
    }

    private static boolean holds(BooleanSupplier reached) {
        try {
            return reached.getAsBoolean();
        } catch (UncheckedIOException | NoSuchElementException _) {
            // There is no state or answer yet.
            return false;
        }
    }
}
