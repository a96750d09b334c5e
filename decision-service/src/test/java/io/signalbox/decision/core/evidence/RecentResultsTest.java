package io.signalbox.decision.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.check.Probe.FailureWindow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentResultsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00.000125Z");

    private static Instant at(int round) {
        return START.plusMillis(round);
    }

    private static RecentResults after(RecentResults recent, String results) {
        for (int i = 0; i < results.length(); i++) {
            recent.add(results.charAt(i) == '+', at(i));
        }
        return recent;
    }

    @Test
    void successesInBetweenDoNotEraseTheCount() {
        assertThat(after(new RecentResults(new FailureWindow(3, 5)), "-+-+-").failures())
                .isEqualTo(3);
    }

    @Test
    void theOldestResultLeavesWhenANewOneComes() {
        var recent = after(new RecentResults(new FailureWindow(3, 5)), "-++++");
        assertThat(recent.failures()).isEqualTo(1);
        recent.add(true, at(5));
        assertThat(recent.failures()).isZero();
    }

    @Test
    void knowsNoMoreFailuresThanItLooksAt() {
        assertThat(after(new RecentResults(new FailureWindow(3, 5)), "---------")
                        .failures())
                .isEqualTo(5);
    }

    @Test
    void forgetsEverything() {
        var recent = after(new RecentResults(new FailureWindow(3, 5)), "---");
        recent.forget();
        assertThat(recent.failures()).isZero();
        assertThat(after(recent, "-++").failures()).isEqualTo(1);
    }

    @Test
    void agreesWithAPlainListWhateverItsSize() {
        var random = new Random(20_260_101);
        for (int size : new int[] {1, 2, 7, 63, 64, 65, 127, 128, 129, 999, 1_000}) {
            for (double failing : new double[] {0.02, 0.5, 0.98}) {
                var window = new FailureWindow(1 + random.nextInt(size), size);
                compare(window, failing, random);
            }
        }
    }

    private static void compare(FailureWindow window, double failing, Random random) {
        var recent = new RecentResults(window);
        var last = new ArrayDeque<Boolean>();
        var failed = new ArrayList<Instant>();
        for (int round = 0; round < 3 * window.of() + 10; round++) {
            boolean passed = random.nextDouble() >= failing;
            recent.add(passed, at(round));
            last.addLast(passed);
            if (last.size() > window.of()) {
                last.removeFirst();
            }
            if (!passed) {
                failed.add(at(round));
            }
            assertThat(recent.failures())
                    .as("%s after %d results", window, round + 1)
                    .isEqualTo((int) last.stream().filter(one -> !one).count());
            if (recent.failures() >= window.failures()) {
                assertThat(recent.firstFailure()).isEqualTo(failed.get(failed.size() - window.failures()));
            }
        }
    }
}
