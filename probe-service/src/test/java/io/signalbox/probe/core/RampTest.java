package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RampTest {

    private static long inSecond(int second) {
        return IntStream.range(0, 10_000)
                .filter(position -> RampUp.delayNanos(position) / 1_000_000_000 == second)
                .count();
    }

    @Test
    void doublesFromSecondToSecond() {
        assertThat(RampUp.delayNanos(0)).isZero();
        assertThat(inSecond(0)).isEqualTo(100);
        assertThat(inSecond(1)).isEqualTo(200);
        assertThat(inSecond(5)).isEqualTo(3_200);
    }

    @Test
    void tensOfThousandsAreAtWorkWithinSeconds() {
        assertThat(RampUp.delayNanos(50_000)).isLessThan(Duration.ofSeconds(10).toNanos());
    }
}
