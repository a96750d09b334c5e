package io.signalbox.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.console.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MoveTimesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static MoveTimes chapter(long quorum, long decided, long accepted, long answer) {
        var screen = new Screen(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);
        var timeline = new Timeline(screen, BEGIN, Set.of(Milestone.values()));
        timeline.record(Milestone.KILLED, BEGIN, "");
        timeline.record(Milestone.QUORUM, BEGIN.plusMillis(quorum), "");
        timeline.record(Milestone.DECIDED, BEGIN.plusMillis(decided), "");
        timeline.record(Milestone.ACCEPTED, BEGIN.plusMillis(accepted), "");
        timeline.record(Milestone.ANSWER, BEGIN.plusMillis(answer), "");
        return new MoveTimes("failover", Milestone.KILLED, Milestone.QUORUM, timeline);
    }

    @Test
    void thePhasesAreTheTimesBetweenTheMoments() {
        MoveTimes chapter = chapter(600, 650, 700, 760);
        assertThat(chapter.phases()).containsExactly(600L, 50L, 50L, 60L);
        assertThat(chapter.total()).isEqualTo(760);
    }

    @Test
    void noPhaseIsNegativeWhenTheAnswerIsSeenBeforeItsAcceptanceIsTold() {
        MoveTimes chapter = chapter(600, 650, 704, 700);
        assertThat(chapter.phases()).containsExactly(600L, 50L, 50L, 0L);
    }

    @Test
    void noPhaseIsNegativeWhateverTheClocksSay() {
        MoveTimes chapter = chapter(710, 705, 704, 700);
        assertThat(chapter.phases()).containsExactly(700L, 0L, 0L, 0L);
    }
}
