package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.VantageHealth;
import org.junit.jupiter.api.Test;

class ReferenceRoundTest {

    @Test
    void withoutReferencesAVantageIsHealthy() {
        assertThat(new ReferenceRound(0).verdict()).contains(VantageHealth.HEALTHY);
    }

    @Test
    void halfOfTheReferencesAreEnough() {
        var round = new ReferenceRound(2);
        round.failed("a:1 REFUSED");
        assertThat(round.verdict()).isEmpty();

        round.passed();
        assertThat(round.verdict()).contains(VantageHealth.HEALTHY);
    }

    @Test
    void halfIsRoundedUp() {
        var round = new ReferenceRound(3);
        round.passed();
        round.failed("a:1 REFUSED");
        assertThat(round.verdict()).isEmpty();

        round.failed("b:1 TIMEOUT_CONNECT");
        assertThat(round.verdict())
                .contains(VantageHealth.sick("2 of 3 references failed: a:1 REFUSED; b:1 TIMEOUT_CONNECT"));
    }

    @Test
    void doesNotWaitForAnswersThatCannotChangeTheVerdict() {
        var round = new ReferenceRound(3);
        round.passed();
        round.passed();

        assertThat(round.verdict()).contains(VantageHealth.HEALTHY);
    }
}
