package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FixedRateScheduleTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void startsAreNeverClosedUpOrPutOffByWhatHappenedBefore() {
        var grid = new FixedRateSchedule(70, 100);

        assertThat(grid.after(70)).isEqualTo(170);
        assertThat(grid.after(169)).isEqualTo(170);
        assertThat(grid.after(170)).isEqualTo(270);
        assertThat(grid.after(-31)).isEqualTo(-30);
    }

    @Test
    void everyStartIsAWholeNumberOfIntervalsFromTheFirst() {
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            var grid = new FixedRateSchedule(random.nextLong(-1_000_000, 1_000_000), random.nextLong(1, 5_000));
            long now = random.nextLong(-2_000_000, 2_000_000);
            long next = grid.after(now);
            assertThat(Math.floorMod(next - grid.firstNanos(), grid.intervalNanos()))
                    .isZero();
            assertThat(next - now).isPositive().isLessThanOrEqualTo(grid.intervalNanos());
        }
    }

    @Test
    void countsTheStartsBetweenTwoTimes() {
        var grid = new FixedRateSchedule(0, 100);

        assertThat(grid.between(0, 99)).isZero();
        assertThat(grid.between(0, 100)).isEqualTo(1);
        assertThat(grid.between(0, 350)).isEqualTo(3);
        assertThat(grid.between(350, 0)).isZero();
    }

    @Test
    void phaseFollowsFromTheNameAlone() {
        assertThat(FixedRateSchedule.of(check(1), 0, 5, SECOND))
                .isEqualTo(FixedRateSchedule.of(check(1), 0, 5, SECOND));
        assertThat(FixedRateSchedule.of(check(1), 0, 5, SECOND))
                .isNotEqualTo(FixedRateSchedule.of(check(2), 0, 5, SECOND));
    }

    @Test
    void theVantagesOfACheckTakeTurns() {
        for (int number = 0; number < 100; number++) {
            CheckName check = check(number);
            long origin = -1_789_000_000_000_000_000L;
            long[] starts = IntStream.range(0, 4)
                    .mapToLong(vantage -> FixedRateSchedule.of(check, vantage / 4.0, origin, SECOND)
                            .after(0))
                    .sorted()
                    .toArray();
            for (int vantage = 1; vantage < starts.length; vantage++) {
                assertThat(starts[vantage] - starts[vantage - 1]).isEqualTo(250_000_000);
            }
        }
    }

    @Test
    void checksAreSpreadEvenlyOverTheInterval() {
        var perTenth = new int[10];
        IntStream.range(0, 5_000)
                .mapToLong(i -> FixedRateSchedule.of(check(i), 0, 0, SECOND).firstNanos())
                .forEach(phase -> perTenth[(int) (phase / 100_000_000)]++);

        assertThat(Arrays.stream(perTenth).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(400, 600));
    }

    /** With every vantage's checks on ticks of their own: the vantages keep their distance. */
    @Test
    void checksOfAVantageStartOnCommonTicks() {
        for (int vantage = 0; vantage < 3; vantage++) {
            double turn = vantage / 3.0;
            long[] ticks = IntStream.range(0, 1_000)
                    .mapToLong(number ->
                            FixedRateSchedule.of(check(number), turn, 7, SECOND).after(0)
                                    % FixedRateSchedule.TICK_NANOS)
                    .distinct()
                    .toArray();

            assertThat(ticks).hasSize(1);
        }
    }

    @Test
    void aShareOfTheStartsIsSpreadEvenlyOverChecksAndTime() {
        int seconds = 100;
        var perTenth = new int[seconds * 10];
        for (int number = 0; number < 2_000; number++) {
            var grid = FixedRateSchedule.of(check(number), 0, 0, SECOND);
            int starts = 0;
            for (long at = grid.after(0); at < seconds * SECOND.toNanos(); at = grid.after(at)) {
                if (!grid.leavesOut(at, 0.8)) {
                    perTenth[(int) (at / 100_000_000)]++;
                    starts++;
                }
            }
            assertThat(starts).isBetween(79, 81);
        }

        // 160 are expected; the checks themselves are spread by a hash.
        assertThat(Arrays.stream(perTenth).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(120, 210));
    }

    @Test
    void leavesNothingOutOfTheWhole() {
        var grid = new FixedRateSchedule(70, 100);

        assertThat(IntStream.range(0, 1_000).filter(n -> grid.leavesOut(70 + n * 100L, 1)))
                .isEmpty();
    }

    private static CheckName check(int number) {
        return new CheckName(new ServiceName("service-" + number), new SiteName("us-east-1"), new ProbeName("health"));
    }
}
