package io.signalbox.sandbox.cloud;

import java.time.Duration;

/** A number that follows its goal: late, or upwards not at all. */
final class Following {

    private int goal;
    private int reached;
    private long due = System.nanoTime();

    Following(int goal) {
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

    /** @param held it does not grow at present */
    int reached(boolean held) {
        if (System.nanoTime() - due >= 0 && !(held && goal > reached)) {
            reached = goal;
        }
        return reached;
    }
}
