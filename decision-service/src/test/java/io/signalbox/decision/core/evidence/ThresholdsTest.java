package io.signalbox.decision.core.evidence;

import static io.signalbox.contract.evidence.Verdict.DOWN;
import static io.signalbox.contract.evidence.Verdict.UNKNOWN;
import static io.signalbox.contract.evidence.Verdict.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.check.Probe.FailureWindow;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

    private final Thresholds inRow = new Thresholds(3, 2, null);
    private final Thresholds windowed = new Thresholds(3, 2, new FailureWindow(4, 10));

    @Test
    void isDownExactlyAtFall() {
        for (Verdict before : Verdict.values()) {
            assertThat(inRow.next(before, 2, 0, 0)).isEqualTo(before);
            assertThat(inRow.next(before, 3, 0, 0)).isEqualTo(DOWN);
            assertThat(inRow.next(before, 4, 0, 0)).isEqualTo(DOWN);
        }
    }

    @Test
    void isUpExactlyAtRise() {
        for (Verdict before : Verdict.values()) {
            assertThat(inRow.next(before, 0, 1, 0)).isEqualTo(before);
            assertThat(inRow.next(before, 0, 2, 0)).isEqualTo(UP);
            assertThat(inRow.next(before, 0, 3, 0)).isEqualTo(UP);
        }
    }

    @Test
    void isDownExactlyAtTheWindowsLimit() {
        assertThat(windowed.next(UP, 1, 0, 3)).isEqualTo(UP);
        assertThat(windowed.next(UP, 1, 0, 4)).isEqualTo(DOWN);
        assertThat(windowed.next(UNKNOWN, 1, 0, 4)).isEqualTo(DOWN);
    }

    @Test
    void isNotUpWhileTheWindowIsNotQuiet() {
        assertThat(windowed.next(DOWN, 0, 2, 4)).isEqualTo(DOWN);
        assertThat(windowed.next(DOWN, 0, 2, 3)).isEqualTo(UP);
    }

    @Test
    void countsNoRecentFailuresWhereThereIsNoWindow() {
        assertThat(inRow.next(UP, 1, 0, 1_000)).isEqualTo(UP);
    }
}
