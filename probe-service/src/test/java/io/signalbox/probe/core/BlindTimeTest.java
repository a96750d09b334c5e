package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlindTimeTest {

    private final BlindTime time = new BlindTime();

    @Test
    void addsUpWhatWasBlind() {
        assertThat(time.totalNanos(50)).isZero();
        time.now(true, 100);
        time.now(true, 150);
        assertThat(time.blind()).isTrue();
        assertThat(time.totalNanos(160)).isEqualTo(60);
        time.now(false, 200);
        time.now(false, 300);
        assertThat(time.blind()).isFalse();
        assertThat(time.totalNanos(400)).isEqualTo(100);
        time.now(true, 500);
        assertThat(time.totalNanos(510)).isEqualTo(110);
    }
}
