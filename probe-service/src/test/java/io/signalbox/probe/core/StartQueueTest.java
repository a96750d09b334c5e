package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One event loop with 5,000 settled checks each second, and 50 checks in doubt that run four times a second. */
class StartQueueTest {

    private static final long MS = 1_000_000;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int SETTLED = 5_000;
    private static final int IN_DOUBT = 50;

    private long now;
    /** The processor time of one probe. */
    private long costNanos;

    private final StartQueue queue = new StartQueue(0);
    private final PriorityQueue<Simulated> timers = new PriorityQueue<>(Comparator.comparingLong(Simulated::dueNanos));
    private final List<Simulated> settled = IntStream.range(0, SETTLED)
            .mapToObj(number -> new Simulated(number, false))
            .toList();
    private final List<Simulated> inDoubt = IntStream.range(0, IN_DOUBT)
            .mapToObj(number -> new Simulated(SETTLED + number, true))
            .toList();

    @Test
    void everyStartRunsInTimeWhileTheProcessorSuffices() {
        costNanos = 120_000;
        runUntil(20_000);

        assertThat(queue.share()).isEqualTo(1);
        assertThat(settled).allSatisfy(check -> assertThat(check.starts).hasSizeBetween(19, 20));
        assertThat(latenessMillis(settled, 0, 100)).isLessThan(20);
    }

    @Test
    void checksInDoubtAreInTimeWhenTheProcessorIsShort() {
        costNanos = 250_000;
        runUntil(40_000);

        assertThat(latenessMillis(inDoubt, 0, 99)).isLessThan(15);
        assertThat(latenessMillis(inDoubt, 0, 100)).isLessThan(40);
    }

    @Test
    void settledChecksShareWhatIsLeftEvenly() {
        costNanos = 250_000;
        runUntil(40_000);

        assertThat(queue.share()).isBetween(0.6, 0.8);
        assertThat(latenessMillis(settled, 15_000, 99)).isLessThan(250);
        assertThat(settled).allSatisfy(check -> {
            List<Long> starts = check.from(15_000);
            assertThat(starts).hasSizeBetween(13, 25);
            for (int i = 1; i < starts.size(); i++) {
                assertThat(starts.get(i) - starts.get(i - 1)).isLessThan(2_300 * MS);
            }
        });
    }

    @Test
    void aSingleStallIsMadeUpForWithoutLeavingAnythingOut() {
        costNanos = 120_000;
        runUntil(5_000);
        now += 400 * MS;
        long back = now;
        runUntil(15_000);

        assertThat(queue.share()).isEqualTo(1);
        assertThat(settled).allSatisfy(check -> assertThat(check.starts).hasSizeBetween(14, 15));
        // Fifty checks in doubt take 6 ms; 2,000 settled ones a quarter of a second.
        assertThat(lastOverdue(inDoubt, back)).isLessThan(back + 20 * MS);
        assertThat(latenessMillis(settled, 6_500, 100)).isLessThan(20);
    }

    @Test
    void allStartsRunAgainOnceTheProcessorSuffices() {
        costNanos = 250_000;
        runUntil(10_000);
        assertThat(queue.share()).isLessThan(1);
        costNanos = 120_000;
        runUntil(40_000);

        assertThat(queue.share()).isEqualTo(1);
        assertThat(settled).allSatisfy(check -> assertThat(check.from(38_000)).hasSizeBetween(2, 3));
        assertThat(latenessMillis(settled, 38_000, 100)).isLessThan(20);
    }

    @Test
    void fewStartsAreNeverLeftOut() {
        costNanos = 0;
        timers.clear();
        timers.addAll(settled.subList(0, 10));
        for (int second = 1; second < 30; second++) {
            now = second * 1_000 * MS;
            pass(now);
        }

        assertThat(queue.share()).isEqualTo(1);
    }

    private final class Simulated implements StartQueue.Start {

        private final FixedRateSchedule grid;
        private final boolean doubtful;
        private final List<Long> starts = new ArrayList<>();
        private final List<Long> lateness = new ArrayList<>();
        private long dueNanos;
        private boolean leftOut;

        Simulated(int number, boolean doubtful) {
            var name = new CheckName(
                    new ServiceName("service-" + number), new SiteName("us-east-1"), new ProbeName("health"));
            this.doubtful = doubtful;
            this.grid = FixedRateSchedule.of(name, 0, 0, doubtful ? INTERVAL.dividedBy(4) : INTERVAL);
            this.dueNanos = grid.after(0);
            timers.add(this);
        }

        @Override
        public long dueNanos() {
            return dueNanos;
        }

        @Override
        public boolean inDoubt() {
            return doubtful;
        }

        @Override
        public void begin() {
            starts.add(now);
            lateness.add(now - dueNanos);
            now += costNanos;
            dueNanos = grid.after(now);
            timers.add(this);
        }

        /** As a check's schedule does. */
        void request() {
            leftOut = !leftOut && !doubtful && grid.leavesOut(dueNanos, queue.share());
            if (leftOut) {
                dueNanos = grid.after(dueNanos);
                timers.add(this);
            } else {
                queue.request(this, now);
            }
        }

        List<Long> from(long millis) {
            return starts.stream().filter(start -> start >= millis * MS).toList();
        }
    }

    /** Passes of the loop: what is due, then some of what waits. */
    private void runUntil(long millis) {
        while (now < millis * MS) {
            if (!queue.waits()) {
                now = Math.max(now, timers.element().dueNanos());
            }
            pass(now);
        }
    }

    private void pass(long begun) {
        while (!timers.isEmpty() && timers.element().dueNanos() <= begun) {
            timers.remove().request();
        }
        queue.beginNext(now);
    }

    private static long latenessMillis(List<Simulated> checks, long fromMillis, int percentile) {
        List<Long> sorted = checks.stream()
                .flatMap(check -> IntStream.range(0, check.starts.size())
                        .filter(i -> check.starts.get(i) >= fromMillis * MS)
                        .mapToObj(check.lateness::get))
                .sorted()
                .toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percentile / 100)) / MS;
    }

    /** When the last of these checks that was due before {@code nanos} has started after it. */
    private static long lastOverdue(List<Simulated> checks, long nanos) {
        return checks.stream()
                .flatMap(check -> IntStream.range(0, check.starts.size())
                        .filter(i ->
                                check.starts.get(i) >= nanos && check.starts.get(i) - check.lateness.get(i) < nanos)
                        .mapToObj(check.starts::get))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
