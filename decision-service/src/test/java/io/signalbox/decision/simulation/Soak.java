package io.signalbox.decision.simulation;

import io.signalbox.decision.simulation.OrderAnswers.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Runs as many worlds as asked for, from a seed on, and goes on after a violation. Arguments: how many, and the first. */
final class Soak {

    private static final int PROGRESS = 1_000;

    private final long began = System.nanoTime();
    private final Worlds worlds = new Worlds();
    private final Tally tally = new Tally();
    private final Map<String, Integer> violations = new TreeMap<>();
    private long told;
    private long events;

    private Soak() {}

    public static void main(String[] arguments) {
        long seeds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 2_000;
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        var soak = new Soak();
        soak.worlds.run(first, seeds, soak::hear);
        soak.report(seeds);
    }

    private void hear(Worlds.Told world) {
        if (world.story() != null) {
            events += world.story().events();
            tally.add(world.story().tally());
        } else if (world.violation() != null) {
            Violation violation = world.violation();
            tell(violation, violations.merge(violation.invariant(), 1, Integer::sum) == 1);
        }
        told++;
        if (told % PROGRESS == 0) {
            System.out.printf("%d worlds, %d events, %.0f s%n", told, events, seconds());
        }
    }

    /** The first of a rule is shrunk, and told with all that led to it. */
    private static void tell(Violation violation, boolean first) {
        String seed = "seed " + violation.cast().seed() + " " + violation.cast().actors();
        System.out.println(seed + " violates \"" + violation.invariant() + "\"");
        if (first) {
            System.out.println("shrunk: " + Shrinking.of(violation).getMessage());
        }
    }

    private void report(long seeds) {
        new TreeMap<>(tally.counts()).forEach((what, count) -> System.out.println(what + " " + count));
        violations.forEach((invariant, count) -> System.out.println(count + " × " + invariant));
        System.out.print(table(seeds));
        System.out.print(orders());
        System.out.printf(
                "%.0f events per processor second: the worlds took %.1f, without the JVM's compiler and collector%n",
                events / worlds.processorSeconds(), worlds.processorSeconds());
        System.out.printf(
                "RESULT soak seeds=%d events=%d violations=%d seconds=%.1f%n",
                seeds,
                events,
                violations.values().stream().mapToInt(Integer::intValue).sum(),
                seconds());
    }

    private String table(long seeds) {
        var table = new StringBuilder("actor          seeds  share  effects\n");
        for (Actor actor : Actor.values()) {
            int acted = tally.of("seeds " + actor.label());
            table.append("%-13s %6d %5.1f%% %8d%n"
                    .formatted(actor.label(), acted, 100.0 * acted / seeds, tally.of("effect " + actor.label())));
        }
        return table.toString();
    }

    /** Of each kind of order: how many were given, and how their cells answered. */
    private String orders() {
        var table = new StringBuilder("order          given   taken refused    lost  share taken\n");
        tally.counts().keySet().stream()
                .filter(what -> what.startsWith("order ") && what.endsWith(" given"))
                .map(what -> what.split(" ", -1)[1])
                .sorted()
                .forEach(kind -> {
                    int given = tally.of(OrderAnswers.counted(kind, Answer.OPEN));
                    int lost = tally.of(OrderAnswers.counted(kind, Answer.LOST));
                    int taken = tally.of(OrderAnswers.counted(kind, Answer.TAKEN));
                    int refused = tally.of(OrderAnswers.counted(kind, Answer.REFUSED));
                    table.append("%-13s %6d %7d %7d %7d %11.1f%%%n"
                            .formatted(kind, given, taken, refused, lost, 100.0 * taken / given));
                });
        return table.toString();
    }

    private double seconds() {
        return Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
    }
}
