package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.VANTAGES;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.FailureWindow;
import io.signalbox.contract.topology.check.Probe.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random results of three probes at three vantages, some lost, some twice, some late, in whatever order the checks
 * arrive: what is concluded is what a plain count over the lists of results says.
 */
class AnyOrderTest {

    private static final int WORLDS = 400;
    private static final int MOST_RESULTS = 40;
    private static final FailureWindow WINDOW = new FailureWindow(4, 9);
    private static final List<ProbeName> PROBES = List.of(HEALTH, Given.LOGIN, Given.READY);

    private record CheckId(ProbeName probe, VantageName vantage) {}

    private record Result(CheckId check, long sequence, boolean passed, Instant measured) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void isWhatAPlainCountSays(int passing) {
        for (int seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            double failing = random.nextDouble();
            var watch = new Watch(
                    Given.east(
                            passing,
                            windowed(HEALTH, Role.HEALTH),
                            windowed(Given.LOGIN, Role.HEALTH),
                            windowed(Given.READY, Role.READINESS)),
                    List.of());
            var arrived = arrivals(watch.now, failing, random);
            deliver(arrived, watch, random);
            var plain = new PlainCount(arrived, passing);
            assertThat(watch.verdict(EAST)).as("seed %d", seed).isEqualTo(plain.site());
            assertThat(watch.check(EAST, Given.READY)).as("seed %d", seed).isEqualTo(plain.check(Given.READY));
        }
    }

    private static Probe windowed(ProbeName name, Role role) {
        return Given.probe(name, role, Duration.ofSeconds(1), WINDOW);
    }

    /** All measured within what is fresh. */
    private static Map<CheckId, List<Result>> arrivals(Instant now, double failing, Random random) {
        var arrivals = new HashMap<CheckId, List<Result>>();
        for (ProbeName probe : PROBES) {
            for (VantageName vantage : VANTAGES) {
                var check = new CheckId(probe, vantage);
                var results = new ArrayList<Result>();
                int count = random.nextInt(MOST_RESULTS);
                for (int sequence = 1; sequence <= count; sequence++) {
                    Instant measured = now.minusMillis(100L * (MOST_RESULTS - sequence) + 1);
                    boolean passed = random.nextDouble() >= failing;
                    if (random.nextInt(10) > 0) {
                        results.add(new Result(check, sequence, passed, measured));
                    }
                }
                arrivals.put(check, results);
            }
        }
        return arrivals;
    }

    private static void deliver(Map<CheckId, List<Result>> arrivals, Watch watch, Random random) {
        var queues = new ArrayList<Deque<Result>>();
        PROBES.forEach(probe ->
                VANTAGES.forEach(vantage -> queues.add(new ArrayDeque<>(arrivals.get(new CheckId(probe, vantage))))));
        var delivered = new ArrayList<Result>();
        while (!queues.isEmpty()) {
            Deque<Result> queue = queues.get(random.nextInt(queues.size()));
            Result next = queue.poll();
            if (next == null) {
                queues.remove(queue);
                continue;
            }
            deliver(next, watch);
            delivered.add(next);
            if (random.nextInt(4) == 0) {
                deliver(delivered.get(random.nextInt(delivered.size())), watch);
            }
        }
    }

    private static void deliver(Result result, Watch watch) {
        var check = result.check();
        long age = ChronoUnit.MICROS.between(result.measured(), watch.now);
        watch.of(check.probe());
        watch.accept(
                watch.observation(EAST, check.vantage(), "run1", result.sequence(), result.passed())
                        .aged(age),
                watch.now);
    }

    /** Looks back over all results after each one. */
    private record PlainCount(Map<CheckId, List<Result>> results, int passing) {

        Verdict site() {
            return quorum(VANTAGES.stream().map(this::at).toList());
        }

        Verdict check(ProbeName probe) {
            return quorum(VANTAGES.stream()
                    .map(vantage -> of(new CheckId(probe, vantage)))
                    .toList());
        }

        private Verdict at(VantageName vantage) {
            Verdict health = of(new CheckId(HEALTH, vantage));
            Verdict login = of(new CheckId(Given.LOGIN, vantage));
            Verdict decisive = passing == 2 ? Verdict.DOWN : Verdict.UP;
            if (health == decisive || login == decisive) {
                return decisive;
            }
            return health == login ? health : Verdict.UNKNOWN;
        }

        private static Verdict quorum(List<Verdict> votes) {
            for (Verdict verdict : List.of(Verdict.UP, Verdict.DOWN)) {
                if (votes.stream().filter(vote -> vote == verdict).count() >= 2) {
                    return verdict;
                }
            }
            return Verdict.UNKNOWN;
        }

        private Verdict of(CheckId check) {
            Verdict verdict = Verdict.UNKNOWN;
            var all = results.get(check).stream().map(Result::passed).toList();
            for (int end = 1; end <= all.size(); end++) {
                var seen = all.subList(0, end);
                var last = seen.subList(Math.max(0, end - WINDOW.of()), end);
                boolean noisy = last.stream().filter(passed -> !passed).count() >= WINDOW.failures();
                if (noisy || endsWith(seen, false, 3)) {
                    verdict = Verdict.DOWN;
                } else if (endsWith(seen, true, 2)) {
                    verdict = Verdict.UP;
                }
            }
            return verdict;
        }

        private static boolean endsWith(List<Boolean> seen, boolean result, int times) {
            return seen.size() >= times
                    && !seen.subList(seen.size() - times, seen.size()).contains(!result);
        }
    }
}
