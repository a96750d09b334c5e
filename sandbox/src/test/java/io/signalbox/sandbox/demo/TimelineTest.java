package io.signalbox.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.sandbox.console.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false);
    private final Timeline timeline = new Timeline(screen, BEGIN, Set.of(Milestone.KILLED, Milestone.ANSWER));

    @Test
    void tellsEachMomentOnceInAlignedColumns() throws Exception {
        timeline.record(Milestone.KILLED, BEGIN, "http://127.0.10.1/");
        timeline.record(Milestone.ANSWER, BEGIN.plusMillis(1234), "127.0.10.2");
        timeline.record(Milestone.ANSWER, BEGIN.plusMillis(2000), "again");
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "    0.00 s   site killed               http://127.0.10.1/",
                        "    1.23 s   answer changed            127.0.10.2");
        assertThat(timeline.millis(Milestone.KILLED, Milestone.ANSWER)).isEqualTo(1234);
        assertThat(timeline.await(Milestone.ANSWER, Duration.ZERO)).isEqualTo(BEGIN.plusMillis(1234));
    }

    @Test
    void passesOverWhatIsOlderOrBelongsElsewhere() {
        timeline.record(Milestone.ANSWER, BEGIN.minusMillis(1), "older");
        timeline.record(Milestone.QUORUM, BEGIN, "elsewhere");
        assertThat(out.size()).isZero();
        assertThatThrownBy(() -> timeline.await(Milestone.ANSWER, Duration.ZERO))
                .isInstanceOf(MissedMilestoneException.class)
                .hasMessageContaining("answer changed");
    }
}
