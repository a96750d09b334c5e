package io.signalbox.contract.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogBudgetTest {

    private final LogBudget budget = new LogBudget(1_000, Duration.ofMillis(20));
    private final List<Long> leftOut = new ArrayList<>();
    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private long taken(int lines, Instant at) {
        return IntStream.range(0, lines)
                .filter(_ -> budget.take(at, leftOut::add))
                .count();
    }

    @Test
    void aStormOfLinesIsCutAndCounted() {
        assertThat(taken(1_500, now)).isEqualTo(1_000);
        assertThat(leftOut).isEmpty();
        assertThat(taken(2, now.plusSeconds(1))).isEqualTo(2);
        assertThat(leftOut).containsExactly(500L);
    }

    @Test
    void afterItFiftyASecondAreLogged() {
        taken(1_500, now);
        assertThat(taken(1_500, now.plusMillis(19))).isZero();
        assertThat(taken(1_500, now.plusSeconds(1))).isEqualTo(50);
        assertThat(taken(1_500, now.plusSeconds(61))).isEqualTo(1_000);
    }

    @Test
    void aClockThatIsSetBackStopsNothing() {
        taken(1_500, now.plusSeconds(3_600));
        assertThat(taken(1_500, now)).isZero();
        assertThat(taken(1_500, now.plusSeconds(1))).isEqualTo(50);
    }
}
