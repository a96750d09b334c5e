package io.signalbox.sandbox.cloud;

import java.time.Duration;

/** A count that reaches its goal after a delay. */
final class DelayedCount {

    private int goal;
    private int reached;
    private long due = System.nanoTime();

    DelayedCount(int goal) {
        this.goal = goal;
        reached = goal;
    }

    int goal() {
        return goal;
    }

    void follow(int next, Duration after) {
        if (next != goal) {
            goal = next;
            due = System.nanoTime() + after.toNanos();
        }
    }

    /** @param held while true, the count does not grow */
    int reached(boolean held) {
        if (System.nanoTime() - due >= 0 && !(held && goal > reached)) {
            reached = goal;
        }
        return reached;
    }
}
