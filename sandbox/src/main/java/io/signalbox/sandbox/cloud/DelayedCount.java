package io.signalbox.sandbox.cloud;

import java.time.Duration;

/** A count that reaches its goal after a delay. */
public final class DelayedCount {

    private int goal;
    private int reached;
    private long due = System.nanoTime();

    public DelayedCount(int goal) {
        this.goal = goal;
        reached = goal;
    }

    public int goal() {
        return goal;
    }

    public void follow(int next, Duration after) {
        if (next != goal) {
            goal = next;
            due = System.nanoTime() + after.toNanos();
        }
    }

    /** @param held while true, the count does not grow */
    public int reached(boolean held) {
        if (System.nanoTime() - due >= 0 && !(held && goal > reached)) {
            reached = goal;
        }
        return reached;
    }
}
