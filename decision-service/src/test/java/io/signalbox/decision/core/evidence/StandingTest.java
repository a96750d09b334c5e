package io.signalbox.decision.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.VantageHealth;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final VantageHealth WELL = VantageHealth.HEALTHY;
    private static final VantageHealth SICK = VantageHealth.sick("no reference answers");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final VantageStatus standing = new VantageStatus();

    @Test
    void aVantageIsTakenForHealthyUntilItSaysOtherwise() {
        assertThat(standing.health()).isEqualTo(WELL);
        assertThat(standing.isSick(WELL, AT)).isFalse();
    }

    @Test
    void isSickAsSoonAsItSaysSoAndWellAsSoonAsItSaysSo() {
        assertThat(standing.isSick(SICK, AT)).isTrue();
        assertThat(standing.health()).isEqualTo(SICK);
        assertThat(standing.isSick(WELL, AT)).isFalse();
        assertThat(standing.health()).isEqualTo(WELL);
    }

    @Test
    void whatWasMeasuredWellBeforeItFellSickCountsForNothing() {
        standing.isSick(SICK, AT);
        assertThat(standing.isSick(WELL, AT.minusMillis(1))).isTrue();
        assertThat(standing.health()).isEqualTo(SICK);
    }

    @Test
    void whatWasMeasuredSickBeforeItWasWellCountsForNothingButDoesNotMakeItSick() {
        standing.isSick(WELL, AT);
        assertThat(standing.isSick(SICK, AT.minusMillis(1))).isTrue();
        assertThat(standing.health()).isEqualTo(WELL);
    }

    @Test
    void whatWasMeasuredWellBeforeCountsWhileItIsWell() {
        standing.isSick(WELL, AT);
        assertThat(standing.isSick(WELL, AT.minusMillis(1))).isFalse();
    }

    @Test
    void saysTheNewestReasonForBeingSick() {
        standing.isSick(SICK, AT);
        var other = VantageHealth.sick("clock is wrong");
        assertThat(standing.isSick(other, AT.plusMillis(1))).isTrue();
        assertThat(standing.health()).isEqualTo(other);
    }
}
