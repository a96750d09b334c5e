package io.signalbox.decision.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private final CatchUp catchUp = new CatchUp();

    @Test
    void nothingIsKnownBeforeTheEndIs() {
        catchUp.readTo("states", 100);

        assertThat(catchUp.isDone()).isFalse();
        assertThat(catchUp.progress()).isEmpty();
    }

    @Test
    void isDoneOnceEveryTopicHasBeenReadToTheEndThatItHadAtTheStart() {
        catchUp.begin(Map.of("states", 0L, "journal", 1_000L), Map.of("states", 20L, "journal", 6_000L));
        catchUp.readTo("states", 20);
        catchUp.readTo("journal", 5_999);

        assertThat(catchUp.isDone()).isFalse();
        assertThat(catchUp.progress())
                .containsOnly(Map.entry("states", "20 of 20"), Map.entry("journal", "4999 of 5000"));

        catchUp.readTo("journal", 6_000);
        assertThat(catchUp.isDone()).isTrue();
    }

    @Test
    void whatComesLaterIsNewsAndMakesNobodyWait() {
        catchUp.begin(Map.of("states", 0L), Map.of("states", 0L));
        assertThat(catchUp.isDone()).isTrue();

        catchUp.begin(Map.of("states", 0L), Map.of("states", 50L));
        assertThat(catchUp.isDone()).isTrue();
        assertThat(catchUp.progress()).containsOnly(Map.entry("states", "0 of 0"));
    }

    @Test
    void isNotUndoneByAReaderThatBeginsAgain() {
        catchUp.begin(Map.of("states", 0L), Map.of("states", 20L));
        catchUp.readTo("states", 15);
        catchUp.readTo("states", 3);

        assertThat(catchUp.progress()).containsEntry("states", "15 of 20");
    }
}
