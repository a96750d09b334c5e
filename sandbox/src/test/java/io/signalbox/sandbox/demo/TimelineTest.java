package io.signalbox.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private final Timeline timeline = new Timeline(screen, BEGIN, Set.of(Moment.KILLED, Moment.ANSWER));

    @Test
    void tellsEachMomentOnceInAlignedColumns() throws Exception {
        timeline.tell(Moment.KILLED, BEGIN, "http://127.0.10.1/");
        timeline.tell(Moment.ANSWER, BEGIN.plusMillis(1234), "127.0.10.2");
        timeline.tell(Moment.ANSWER, BEGIN.plusMillis(2000), "again");
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "    0.00 s   site killed               http://127.0.10.1/",
                        "    1.23 s   answer changed            127.0.10.2");
        assertThat(timeline.millis(Moment.KILLED, Moment.ANSWER)).isEqualTo(1234);
        assertThat(timeline.await(Moment.ANSWER, Duration.ZERO)).isEqualTo(BEGIN.plusMillis(1234));
    }

    @Test
    void passesOverWhatIsOlderOrBelongsElsewhere() {
        timeline.tell(Moment.ANSWER, BEGIN.minusMillis(1), "older");
        timeline.tell(Moment.QUORUM, BEGIN, "elsewhere");
        assertThat(out.size()).isZero();
        assertThatThrownBy(() -> timeline.await(Moment.ANSWER, Duration.ZERO))
                .isInstanceOf(MissingMomentException.class)
                .hasMessageContaining("answer changed");
    }
}
