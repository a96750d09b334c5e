package io.signalbox.bench.mass;

import io.signalbox.bench.mass.MassRun.Measured;
import io.signalbox.contract.name.CellName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * {@code make bench-mass}: 1,000 services of one zone lose their site at once. The commands go through Kafka to real
 * actuators, which have moved a few names before, and to a Route 53 that allows five requests a second. Without poison,
 * and with three services that Route 53 refuses, each for another reason; with one cell, and with two cells that both want to move
 * every service. The exit code is 1 unless exactly the poisoned services are refused, within the budget of the account.
 */
public final class MassBench {

    private static final int SERVICES = Integer.getInteger("signalbox.bench.services", 1_000);

    /** Moved before the first measurement, so that it is not the one that loads and compiles the sandbox. */
    private static final int WARM_UP = Math.min(200, SERVICES);

    /** The median of this many runs counts, since other work of the machine affects single runs. */
    private static final int ROUNDS = Integer.getInteger("signalbox.bench.rounds", 3);

    private static final List<CellName> ONE = List.of(new CellName("us-west-2"));
    private static final List<CellName> TWO = List.of(new CellName("us-west-2"), new CellName("eu-west-1"));

    private MassBench() {}

    public static void main(String[] arguments) {
        try {
            System.out.printf(Locale.ROOT, "%d services as a warm-up%n", WARM_UP);
            MassRun.measure(ONE, WARM_UP, Poisoning.BEFORE_THE_START);
            Map<Poisoning, Measured> one = measure(ONE, Poisoning.values());
            Map<Poisoning, Measured> two = measure(TWO, Poisoning.NEVER, Poisoning.BEFORE_THE_START);
            System.out.println("RESULT bench-mass " + result("", one) + " "
                    + part("sudden_", one, Poisoning.RIGHT_BEFORE_THE_MOVE) + " " + result("cells_", two) + " "
                    + together(two));
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        // Kafka clients leave threads behind that end later.
        System.exit(0);
    }

    private static Measured of(Map<Poisoning, Measured> runs, Poisoning poisoning) {
        return Objects.requireNonNull(runs.get(poisoning));
    }

    private static String result(String prefix, Map<Poisoning, Measured> runs) {
        Measured clean = of(runs, Poisoning.NEVER);
        return part(prefix, runs, Poisoning.BEFORE_THE_START)
                + String.format(
                        Locale.ROOT,
                        " %sclean_accepted_ms=%d %sclean_requests=%d %sclean_done_ms=%d",
                        prefix,
                        clean.acceptedMillis(),
                        prefix,
                        clean.requests(),
                        prefix,
                        clean.doneMillis());
    }

    private static String part(String prefix, Map<Poisoning, Measured> runs, Poisoning poisoning) {
        Measured run = of(runs, poisoning);
        return String.format(
                        Locale.ROOT,
                        "accepted_ms=%d ratio=%.2f requests=%d done_ms=%d throttled=%d repeated=%d",
                        run.acceptedMillis(),
                        (double) run.acceptedMillis()
                                / of(runs, Poisoning.NEVER).acceptedMillis(),
                        run.requests(),
                        run.doneMillis(),
                        run.throttled(),
                        run.repeated())
                .replaceAll("(\\w+)=", prefix + "$1=");
    }

    private static String together(Map<Poisoning, Measured> two) {
        return String.format(
                Locale.ROOT,
                "two_cells_ms=%d most_per_second=%d budget_kept=%b",
                of(two, Poisoning.BEFORE_THE_START).acceptedMillis(),
                two.values().stream().mapToInt(Measured::mostPerSecond).max().orElseThrow(),
                two.values().stream().allMatch(Measured::budgetKept));
    }

    /** The median of each, by the time of acceptance. */
    private static Map<Poisoning, Measured> measure(List<CellName> cells, Poisoning... kinds) {
        Map<Poisoning, List<Measured>> runs = new EnumMap<>(Poisoning.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (Poisoning kind : kinds) {
                runs.computeIfAbsent(kind, _ -> new ArrayList<>()).add(run(cells, kind));
            }
        }
        Map<Poisoning, Measured> medians = new EnumMap<>(Poisoning.class);
        runs.forEach((kind, all) -> medians.put(kind, median(all)));
        return medians;
    }

    private static Measured run(List<CellName> cells, Poisoning poisoning) {
        System.out.printf(
                Locale.ROOT,
                "%,d services in one zone, cells: %d, poisoned: %s; 5 requests/s%n",
                SERVICES,
                cells.size(),
                poisoning.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        Measured measured = MassRun.measure(cells, SERVICES, poisoning);
        System.out.println("  " + measured);
        if (!measured.budgetKept()) {
            throw new IllegalStateException("the account's budget was exceeded: " + measured);
        }
        return measured;
    }

    private static Measured median(List<Measured> runs) {
        return runs.stream()
                .sorted(Comparator.comparing(Measured::acceptedMillis))
                .toList()
                .get(runs.size() / 2);
    }
}
