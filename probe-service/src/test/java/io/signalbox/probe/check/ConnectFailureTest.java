package io.signalbox.probe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectFailureTest {

    private final ConnectFailure failure = new ConnectFailure(List.of(), 1_000, 500);

    @Test
    void foretellsWhatWasDueBeforeItBegan() {
        assertThat(failure.predicts(999, 500)).isTrue();
        assertThat(failure.predicts(1_000, 500)).isTrue();
        assertThat(failure.predicts(1_001, 500)).isFalse();
    }

    @Test
    void foretellsWhatWouldNotHaveWaitedForLonger() {
        assertThat(failure.predicts(0, 499)).isTrue();
        assertThat(failure.predicts(0, 501)).isFalse();
    }
}
