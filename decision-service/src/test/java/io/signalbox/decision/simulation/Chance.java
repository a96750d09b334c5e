package io.signalbox.decision.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All that is random in a world comes from here, in one order. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean in(double probability) {
        return random.nextDouble() < probability;
    }

    /** From {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T pick(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    /** Mostly {@code usual} at most, once in a while up to {@code worst}; milliseconds. */
    int delay(int usual, int worst, double seldom) {
        return in(seldom) ? between(usual, worst) : between(0, usual);
    }
}
