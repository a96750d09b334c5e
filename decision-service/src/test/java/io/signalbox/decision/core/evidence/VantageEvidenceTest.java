package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.V1;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Site;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VantageEvidenceTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FRESH_UNTIL = AT.plusSeconds(5);
    private static final Site SITE =
            Given.east(Given.health()).services().getFirst().site(EAST).orElseThrow();

    private final VantageEvidence vantage =
            new VantageEvidence(V1, new VantageStatus(), true, SITE, SITE.checkDigests());

    private void fails(int times) {
        for (int sequence = 1; sequence <= times; sequence++) {
            Objects.requireNonNull(vantage.check(HEALTH)).accept(Watch.failure(EAST, V1, "run1", sequence), AT, AT);
        }
    }

    @Test
    void saysWhetherForgettingChangedAVerdict() {
        fails(2);
        assertThat(vantage.forget()).isFalse();
        assertThat(vantage.forget()).isFalse();
    }

    @Test
    void saysThatForgettingAVerdictChangesIt() {
        fails(3);
        assertThat(vantage.verdict()).isEqualTo(Verdict.DOWN);
        assertThat(vantage.forget()).isTrue();
        assertThat(vantage.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(vantage.forget()).isFalse();
    }

    @Test
    void saysWhetherTimeChangedAVerdict() {
        fails(2);
        assertThat(vantage.expire(FRESH_UNTIL.plusMillis(1))).isFalse();
        assertThat(vantage.failingSince()).isNull();
    }

    @Test
    void saysThatTimeChangesAVerdictOnceItIsNoLongerFresh() {
        fails(3);
        assertThat(vantage.expire(FRESH_UNTIL)).isFalse();
        assertThat(vantage.verdict()).isEqualTo(Verdict.DOWN);
        assertThat(vantage.expire(FRESH_UNTIL.plusMillis(1))).isTrue();
        assertThat(vantage.expire(FRESH_UNTIL.plusMillis(2))).isFalse();
    }
}
