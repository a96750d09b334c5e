package io.signalbox.decision.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The number of partitions of the observations is not what it was when stage 1 first kept something. */
class StoredPartitionsTest {

    private static final String STORED = "signalbox-decision-evidence-verdicts-changelog";

    @Test
    void anotherNumberIsRefusedWithTheWayToChangeIt() {
        assertThat(StoredPartitions.objections("signalbox-decision", Map.of(Topics.OBSERVATIONS, 24, STORED, 12)))
                .singleElement()
                .asString()
                .contains("expected 12 partitions")
                .contains("got 24")
                .contains("delete " + STORED);
    }

    @Test
    void theSameNumberIsFineAndSoIsANewCell() {
        assertThat(StoredPartitions.objections("signalbox-decision", Map.of(Topics.OBSERVATIONS, 12, STORED, 12)))
                .isEmpty();
        assertThat(StoredPartitions.objections("signalbox-decision", Map.of(Topics.OBSERVATIONS, 12)))
                .isEmpty();
        assertThat(StoredPartitions.objections("signalbox-decision", Map.of())).isEmpty();
    }
}
