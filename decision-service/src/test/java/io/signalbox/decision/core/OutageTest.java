package io.signalbox.decision.core;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both stages are away for a while, a failback is due meanwhile, and its target is not what it was. */
class OutageTest {

    private static final Duration OUTAGE = Duration.ofMinutes(15);
    private static final Duration STABLE = Duration.ofMinutes(10);
    private static final Duration APART = Duration.ofSeconds(4);

    private final BothStages stages = new BothStages();

    /** Which stage begins first after an outage. */
    enum First {
        EVIDENCE,
        DECISIONS
    }

    @BeforeEach
    void movesToWestAndWaitsToGoHome() {
        stages.works(EAST, false);
        stages.passes(Duration.ofSeconds(20));
        stages.works(EAST, true);
        stages.passes(Duration.ofMinutes(5));
        assertThat(stages.moves).containsExactly(WEST);
        assertThat(stages.status().reason().code()).isEqualTo("failback-waits");
        stages.told.clear();
    }

    private void outage(First first) {
        stages.endEvidence();
        stages.endDecisions();
        stages.passes(OUTAGE);
        if (first == First.EVIDENCE) {
            stages.beginEvidence();
        } else {
            stages.beginDecisions();
        }
        stages.passes(APART);
        if (first == First.EVIDENCE) {
            stages.beginDecisions();
        } else {
            stages.beginEvidence();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingFailsBackToASiteThatIsDownByNow(First first) {
        stages.works(EAST, false);
        outage(first);
        stages.passes(OUTAGE);
        assertThat(stages.moves).containsExactly(WEST);
    }

    @ParameterizedTest
    @EnumSource
    void nothingFailsBackWhileNothingIsObserved(First first) {
        outage(first);
        stages.endEvidence();
        stages.passes(OUTAGE);
        assertThat(stages.moves).containsExactly(WEST);
    }

    @ParameterizedTest
    @EnumSource
    void theOutageDoesNotCountAsStable(First first) {
        outage(first);
        stages.passes(Duration.ofMinutes(4));
        assertThat(stages.moves).containsExactly(WEST);
        stages.passes(Duration.ofMinutes(2));
        assertThat(stages.moves).containsExactly(WEST, EAST);
        assertThat(stages.told).containsOnly(Verdict.UP);
    }

    @ParameterizedTest
    @EnumSource
    void aSiteThatIsLostInTheOutageIsLeftAsSoonAsThatIsSeen(First first) {
        stages.works(WEST, false);
        outage(first);
        stages.passes(Duration.ofSeconds(5));
        assertThat(stages.moves).containsExactly(WEST, EAST);
    }

    @Test
    void aTakeoverWithoutBlindTimeTellsNothingAndDelaysNoFailback() {
        stages.passes(STABLE.minusMinutes(5).minusSeconds(10));
        stages.endEvidence();
        stages.endDecisions();
        stages.passes(Duration.ofSeconds(3));
        stages.beginDecisions();
        stages.beginEvidence();
        stages.passes(Duration.ofSeconds(14));
        assertThat(stages.told).isEmpty();
        assertThat(stages.moves).containsExactly(WEST, EAST);
    }

    @Test
    void aStandbyOfStageTwoGoesOnWithinSeconds() {
        stages.works(WEST, false);
        stages.passes(Duration.ofMillis(2_500));
        stages.endDecisions();
        stages.passes(Duration.ofSeconds(3));
        stages.beginDecisions();
        stages.passes(Duration.ofSeconds(2));
        assertThat(stages.moves).containsExactly(WEST, EAST);
    }
}
