package io.signalbox.decision.view;

import static io.signalbox.decision.view.Entries.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.DirectiveLimits;
import org.junit.jupiter.api.Test;

class JournalStartTest {

    private static final int KEPT = 100;

    @Test
    void aLongJournalIsReadFromNearItsEnd() {
        assertThat(JournalStart.of(0, 1_000_000, null, KEPT)).isEqualTo(1_000_000 - 4 * KEPT);
    }

    @Test
    void leavesRoomForEveryEntryThatIsKeptWithItsMarkerAndForAsManyAborted() {
        long end = 1_000_000;
        long committed = 2L * KEPT;
        long aborted = 2L * KEPT;

        assertThat(end - JournalStart.of(0, end, null, KEPT)).isGreaterThanOrEqualTo(committed + aborted);
    }

    @Test
    void aShortJournalIsReadFromItsBeginningWhereverThatIs() {
        assertThat(JournalStart.of(0, 50, null, KEPT)).isZero();
        assertThat(JournalStart.of(0, 0, null, KEPT)).isZero();
        assertThat(JournalStart.of(999_900, 1_000_000, 999_950L, KEPT)).isEqualTo(999_900);
    }

    @Test
    void isReadAsFarBackAsDirectivesMustBeKnown() {
        assertThat(JournalStart.of(0, 1_000_000, 900_000L, KEPT)).isEqualTo(900_000);
        assertThat(JournalStart.of(0, 1_000_000, 999_999L, KEPT)).isEqualTo(1_000_000 - 4 * KEPT);
    }

    @Test
    void clocksThatDifferALittleHideNoDirective() {
        assertThat(JournalStart.knownSince(NOON)).isBefore(NOON.minus(DirectiveLimits.KNOWN_FOR));
    }
}
