package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultHistoryTest {

    private static ResultHistory history(Probe.@Nullable FailureWindow window) {
        var second = Duration.ofSeconds(1);
        return new ResultHistory(new Probe(
                new ProbeName("health"),
                Probe.Role.HEALTH,
                second,
                second,
                second,
                3,
                2,
                window,
                new Check.Tcp(80),
                Approach.USUAL));
    }

    private long measured;

    private CheckHistory after(ResultHistory history, String results) {
        CheckHistory told = null;
        for (char result : results.toCharArray()) {
            measured += 250_000_000;
            told = history.add(result == '+', 2_000, measured);
        }
        return told;
    }

    @Test
    void countsThoseThatAreLikeTheLast() {
        var history = history(null);
        assertThat(after(history, "++--")).isEqualTo(new CheckHistory(2, 2, 250_000L, null));
        assertThat(after(history, "-+")).isEqualTo(new CheckHistory(2, 1, null, null));
    }

    @Test
    void tellsHowLongItHasBeenSo() {
        var history = history(null);
        assertThat(after(history, "++---").lastedMicros()).isEqualTo(500_000);
        history.end();
        assertThat(after(history, "--").lastedMicros()).isEqualTo(250_000);
    }

    @Test
    void tellsAsManyAsTheWindowLooksAt() {
        var history = history(new Probe.FailureWindow(2, 3));
        assertThat(after(history, "+-").recent()).isEqualTo("+-");
        assertThat(after(history, "-+").recent()).isEqualTo("--+");
    }

    @Test
    void beginsAnewOnceItHasEnded() {
        var history = history(new Probe.FailureWindow(2, 3));
        after(history, "---");
        history.end();
        assertThat(after(history, "-")).isEqualTo(new CheckHistory(2, 1, null, "-"));
    }

    @Test
    void beginsAnewAfterAPauseThatIsLongerThanAResultStaysFresh() {
        var history = history(new Probe.FailureWindow(2, 3));
        after(history, "---");
        measured += 4_700_000_000L;
        assertThat(after(history, "-").inRow()).isEqualTo(4);
        measured += 4_800_000_000L;
        assertThat(after(history, "-")).isEqualTo(new CheckHistory(2, 1, null, "-"));
    }

    @Test
    void aResultThatHadToWaitForItsTurnContinuesTheHistory() {
        var history = history(null);
        after(history, "--");
        measured += 9_000_000_000L;
        assertThat(history.add(false, 5_000_000_000L, measured).inRow()).isEqualTo(3);
    }
}
