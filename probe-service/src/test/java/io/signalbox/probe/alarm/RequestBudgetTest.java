package io.signalbox.probe.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {

    private static final long HALF = Duration.ofMillis(500).toNanos();

    @Test
    void spreadsRequestsEvenly() {
        var budget = new RateLimiter(2);
        long now = System.nanoTime();

        assertThat(budget.take(now)).isEqualTo(now);
        assertThat(budget.take(now)).isEqualTo(now + HALF);
        assertThat(budget.take(now)).isEqualTo(now + 2 * HALF);
    }

    @Test
    void savesUpNothing() {
        var budget = new RateLimiter(2);
        long later = System.nanoTime() + 10 * HALF;

        assertThat(budget.take(later)).isEqualTo(later);
        assertThat(budget.take(later)).isEqualTo(later + HALF);
    }
}
