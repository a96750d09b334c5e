package io.signalbox.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectFailureTest {

    private final ConnectFailure failure = new ConnectFailure(List.of(), 1_000, 500);

    @Test
    void foretellsWhatWasDueBeforeItBegan() {
        assertThat(failure.foretells(999, 500)).isTrue();
        assertThat(failure.foretells(1_000, 500)).isTrue();
        assertThat(failure.foretells(1_001, 500)).isFalse();
    }

    @Test
    void foretellsWhatWouldNotHaveWaitedForLonger() {
        assertThat(failure.foretells(0, 499)).isTrue();
        assertThat(failure.foretells(0, 501)).isFalse();
    }
}
