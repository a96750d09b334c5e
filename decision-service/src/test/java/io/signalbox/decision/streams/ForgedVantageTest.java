package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.VantageName;
import io.signalbox.decision.core.Orders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
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

    /** The task of another partition hears this vantage alone, and would conclude that nothing is known of the site. */
    @Test
    void aResultInAPartitionThatIsNotItsKeysIsRejected() throws UnreadableException {
        int others = IntStream.range(2, 100)
                .filter(count ->
                        Utils.toPositive(Utils.murmur2("orders".getBytes(StandardCharsets.UTF_8))) % count != 0)
                .findFirst()
                .orElseThrow();
        try (var elsewhere = new StagesDriver(Orders.topology(), new Partitions(others))) {
            elsewhere.observe(Topics.observations(V1), EAST, V1, true, elsewhere.now());

            assertThat(elsewhere.rejected()).hasSize(1).allSatisfy(record -> assertThat(
                            new String(record.headers().lastHeader("cause").value(), StandardCharsets.UTF_8))
                    .contains("which the key orders has of " + others + ", got partition 0"));
        }
        try (var own = new StagesDriver(Orders.topology(), new Partitions(1))) {
            own.observe(Topics.observations(V1), EAST, V1, true, own.now());

            assertThat(own.rejected()).isEmpty();
        }
    }

    private record Partitions(int count) implements LogEnds {

        @Override
        public Instant readTo(TopicPartition partition, long next, Instant now) {
            return now;
        }

        @Override
        public int partitions(String topic) {
            return count;
        }
    }
}
