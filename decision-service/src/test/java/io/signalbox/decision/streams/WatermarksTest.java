package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Watermark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stage 1 says about once a second how far it has read, and which verdicts it vouches for. */
class WatermarksTest {

    private static final Codec<Watermark> WATERMARKS = Codec.of(Watermark.class);
    private static final String KEY = Watermark.key(0);

    private final StagesDriver stages = new StagesDriver();
    private final TestOutputTopic<String, byte[]> topic = stages.output(Topics.VERDICTS);

    @AfterEach
    void close() {
        stages.close();
    }

    private List<Watermark> watermarks() throws UnreadableException {
        var watermarks = new ArrayList<Watermark>();
        for (var record : topic.readRecordsToList()) {
            if (record.key().equals(KEY)) {
                watermarks.add(WATERMARKS.read(record.value()));
            }
        }
        return watermarks;
    }

    @Test
    void comeOnceASecondAndTellOfTheServicesThatAreCountedHere() throws Exception {
        stages.observeFor(Duration.ofSeconds(10), EAST, true);
        List<Watermark> told = watermarks();
        assertThat(told).hasSizeBetween(9, 11);
        assertThat(told.getLast().services()).containsExactly(ORDERS);
        assertThat(told.getLast().unconfirmed()).isEmpty();
        assertThat(told.getLast().readTo()).isEqualTo(stages.now().minusSeconds(1));
        assertThat(told.getLast().lag()).isZero();
    }

    @Test
    void noneComesWhileNothingIsCounted() throws Exception {
        stages.pass(Duration.ofSeconds(5));
        assertThat(watermarks()).isEmpty();
    }

    @Test
    void everyLifeOfATaskHasANameAndABeginOfItsOwn() throws Exception {
        stages.observeFor(Duration.ofSeconds(5), EAST, true);
        Watermark former = watermarks().getLast();
        stages.revive();
        stages.observeFor(Duration.ofSeconds(1), EAST, true);
        Watermark first = watermarks().getFirst();
        assertThat(first.life()).isNotEqualTo(former.life());
        assertThat(first.since()).isAfter(former.at());
    }
}
