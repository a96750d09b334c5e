package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.VantageName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A prober speaks for the vantage whose topic it may write to, and for no other. */
class ForgedVantageTest {

    private final StagesDriver stages = new StagesDriver();

    @AfterEach
    void close() {
        stages.close();
    }

    @Test
    void aVantageVotesThroughItsOwnTopic() throws UnreadableException {
        for (int second = 0; second < 3; second++) {
            for (VantageName vantage : List.of(V1, V2)) {
                stages.observe(Topics.observations(vantage), EAST, vantage, true, stages.now());
            }
            stages.pass(Duration.ofSeconds(1));
        }

        assertThat(stages.told()).containsExactly(Verdict.UP);
    }

    @Test
    void aResultUnderTheKeyOfAnotherServiceIsRejected() throws UnreadableException {
        stages.send(Topics.observations(V1), "payments", stages.observation(EAST, V1, true), stages.now());

        assertThat(stages.rejected()).hasSize(1).allSatisfy(record -> assertThat(
                        new String(record.headers().lastHeader("cause").value(), StandardCharsets.UTF_8))
                .contains("service: expected payments, which is the record's key, got orders"));
    }

    @Test
    void whatItSaysInAnothersNameIsRejected() throws UnreadableException {
        for (int second = 0; second < 3; second++) {
            for (VantageName vantage : List.of(V1, V2)) {
                stages.observe(Topics.observations(V1), EAST, vantage, true, stages.now());
            }
            stages.pass(Duration.ofSeconds(1));
        }

        assertThat(stages.told()).isEmpty();
        assertThat(stages.rejected()).hasSize(3).allSatisfy(record -> assertThat(
                        new String(record.headers().lastHeader("cause").value(), StandardCharsets.UTF_8))
                .contains("vantage: expected " + V1 + ", whose topic this is, got " + V2));
    }
}
