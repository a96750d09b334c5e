package io.signalbox.decision.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Verdict;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

    private final Thresholds thresholds = new Thresholds(3, 2);

    private Health after(Health health, String results) {
        Health next = health;
        for (char result : results.toCharArray()) {
            next = thresholds.next(next, result == '+');
        }
        return next;
    }

    @Test
    void risesAndFallsExactlyAtItsThresholds() {
        assertThat(after(Health.NOTHING_KNOWN, "+").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(after(Health.NOTHING_KNOWN, "++").verdict()).isEqualTo(Verdict.UP);
        assertThat(after(Health.NOTHING_KNOWN, "--").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(after(Health.NOTHING_KNOWN, "---").verdict()).isEqualTo(Verdict.DOWN);
        assertThat(after(new Health.Up(0), "--").verdict()).isEqualTo(Verdict.UP);
        assertThat(after(new Health.Up(0), "---").verdict()).isEqualTo(Verdict.DOWN);
        assertThat(after(new Health.Down(0), "+").verdict()).isEqualTo(Verdict.DOWN);
        assertThat(after(new Health.Down(0), "++").verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void theOtherResultStartsTheCountAnew() {
        assertThat(after(Health.NOTHING_KNOWN, "+-+-+").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(after(new Health.Up(0), "--+--").verdict()).isEqualTo(Verdict.UP);
        assertThat(after(new Health.Down(0), "+-+").verdict()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void saysWhereTheCountersStand() {
        assertThat(thresholds.describe(after(new Health.Up(0), "--"))).isEqualTo("2 of 3 failures");
        assertThat(thresholds.describe(after(new Health.Down(0), "+"))).isEqualTo("1 of 2 successes");
        assertThat(thresholds.describe(after(Health.NOTHING_KNOWN, "-"))).contains("1 of 3 failures");
    }
}
