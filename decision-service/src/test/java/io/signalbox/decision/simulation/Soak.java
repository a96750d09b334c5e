package io.signalbox.decision.simulation;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Runs as many worlds as asked for, from a seed on, and goes on after a violation. Arguments: how many, and the first. */
final class Soak {

    private Soak() {}

    public static void main(String[] arguments) {
        long seeds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 2_000;
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        long began = System.nanoTime();
        long events = 0;
        var tally = new Tally();
        Map<String, Integer> violations = new TreeMap<>();
        for (long seed = first; seed < first + seeds; seed++) {
            try {
                World.Story story = World.run(seed);
                events += story.events();
                tally.add(story.tally());
            } catch (Violation violation) {
                if (violations.merge(violation.invariant(), 1, Integer::sum) == 1) {
                    System.out.println(violation.getMessage());
                } else {
                    System.out.println("seed " + seed + " violates \"" + violation.invariant() + "\"");
                }
            }
        }
        new TreeMap<>(tally.counts()).forEach((what, count) -> System.out.println(what + " " + count));
        violations.forEach((invariant, count) -> System.out.println(count + " × " + invariant));
        System.out.printf(
                "RESULT soak seeds=%d events=%d violations=%d seconds=%.1f%n",
                seeds,
                events,
                violations.values().stream().mapToInt(Integer::intValue).sum(),
                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0);
    }
}
