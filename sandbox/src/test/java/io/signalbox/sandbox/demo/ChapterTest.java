package io.signalbox.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChapterTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static Chapter chapter(long quorum, long decided, long accepted, long answer) {
        var screen = new Screen(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);
        var timeline = new Timeline(screen, BEGIN, Set.of(Moment.values()));
        timeline.tell(Moment.KILLED, BEGIN, "");
        timeline.tell(Moment.QUORUM, BEGIN.plusMillis(quorum), "");
        timeline.tell(Moment.DECIDED, BEGIN.plusMillis(decided), "");
        timeline.tell(Moment.ACCEPTED, BEGIN.plusMillis(accepted), "");
        timeline.tell(Moment.ANSWER, BEGIN.plusMillis(answer), "");
        return new Chapter("failover", Moment.KILLED, Moment.QUORUM, timeline);
    }

    @Test
    void thePhasesAreTheTimesBetweenTheMoments() {
        Chapter chapter = chapter(600, 650, 700, 760);
        assertThat(chapter.phases()).containsExactly(600L, 50L, 50L, 60L);
        assertThat(chapter.total()).isEqualTo(760);
    }

    @Test
    void noPhaseIsNegativeWhenTheAnswerIsSeenBeforeItsAcceptanceIsTold() {
        Chapter chapter = chapter(600, 650, 704, 700);
        assertThat(chapter.phases()).containsExactly(600L, 50L, 50L, 0L);
    }

    @Test
    void noPhaseIsNegativeWhateverTheClocksSay() {
        Chapter chapter = chapter(710, 705, 704, 700);
        assertThat(chapter.phases()).containsExactly(700L, 0L, 0L, 0L);
    }
}
