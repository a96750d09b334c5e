package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A transaction is aborted, and its task goes on with the same processors: one brain decides, by what is stored. */
class RevivedTaskTest {

    private final StagesDriver stages = new StagesDriver();

    @AfterEach
    void close() {
        stages.close();
    }

    @Test
    void theBrainOfTheFormerLifeDecidesNothing() throws Exception {
        stages.pass(Duration.ofSeconds(2));
        assertThat(stages.sent())
                .singleElement()
                .satisfies(adoption -> assertThat(adoption.next().epoch()).isEqualTo(1));

        stages.revive();
        stages.sights(ORDERS, 5, EAST);
        stages.sent();
        stages.pass(Duration.ofMinutes(1));

        assertThat(stages.sent()).isEmpty();
        byte[] stored = stages.store(DecisionProcessor.STORE).get(ORDERS.value());
        assertThat(StoredStateReader.state(stored).fence().epoch()).isEqualTo(5);
    }

    @Test
    void aVerdictWhoseTransactionWasAbortedIsToldAgain() throws Exception {
        stages.observeFor(Duration.ofSeconds(5), EAST, true);
        assertThat(stages.told()).containsExactly(Verdict.UP);

        stages.revive();
        stages.observeFor(Duration.ofMinutes(1), EAST, true);

        assertThat(stages.told()).containsExactly(Verdict.UP);
    }

    @Test
    void aLossWhoseTransactionWasAbortedIsToldAgainThoughTheVerdictBeforeItWasStored() throws Exception {
        String key = SiteVerdict.key(ORDERS, EAST);
        stages.observeFor(Duration.ofSeconds(5), EAST, true);
        byte[] committed = stages.store(EvidenceProcessor.STORE).get(key);
        stages.observeFor(Duration.ofSeconds(5), EAST, false);
        assertThat(stages.told()).containsExactly(Verdict.UP, Verdict.DOWN);

        stages.revive();
        stages.store(EvidenceProcessor.STORE).put(key, committed);
        stages.observeFor(Duration.ofMinutes(1), EAST, false);

        assertThat(stages.told()).containsExactly(Verdict.DOWN);
    }

    @Test
    void noLifeIsKeptAliveByItsSuccessors() throws Exception {
        for (int life = 0; life < 50; life++) {
            stages.revive();
        }
        stages.observeFor(Duration.ofMinutes(1), EAST, true);

        assertThat(stages.told()).containsExactly(Verdict.UP);
        assertThat(stages.sent()).extracting(Command::attempt).doesNotHaveDuplicates();
    }
}
