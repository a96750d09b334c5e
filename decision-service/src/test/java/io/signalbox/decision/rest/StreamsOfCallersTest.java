package io.signalbox.decision.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each caller has its own number of event streams. */
class StreamsOfCallersTest {

    private final StreamsOfCallers streams = new StreamsOfCallers(2);

    @Test
    void aCallerHasNoMoreThanItsOwn() {
        assertThat(streams.begin("ann")).isTrue();
        assertThat(streams.begin("ann")).isTrue();
        assertThat(streams.begin("ann")).isFalse();
        assertThat(streams.begin("viv")).isTrue();
        streams.end("ann");
        assertThat(streams.begin("ann")).isTrue();
    }

    @Test
    void whoHasNoneIsForgotten() {
        streams.begin("ann");
        streams.begin("ann");
        streams.end("ann");
        assertThat(streams.callers()).isEqualTo(1);
        streams.end("ann");
        assertThat(streams.callers()).isZero();
    }
}
