package io.signalbox.decision.simulation;

import java.util.HashMap;
import java.util.Map;

/** How often each kind of thing has happened, so that a simulation cannot silently stop to exercise one. */
final class Tally {

    private final Map<String, Integer> counts = new HashMap<>();

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    void add(Tally other) {
        other.counts.forEach((what, count) -> counts.merge(what, count, Integer::sum));
    }

    Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tally tally && counts.equals(tally.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
