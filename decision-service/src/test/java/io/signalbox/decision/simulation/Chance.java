package io.signalbox.decision.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Where all that is random in a world comes from: the same seed gives the same order. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Another source for one purpose, so that what it is used for can be left out and all else stays as it was. */
    static Chance of(long seed, String purpose) {
        return new Chance(seed * 0x9E3779B97F4A7C15L + purpose.hashCode());
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
