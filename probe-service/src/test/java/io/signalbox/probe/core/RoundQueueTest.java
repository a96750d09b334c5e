package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundQueueTest {

    private final RoundQueue<String> rounds = new RoundQueue<>();

    @Test
    void aQuestionBeginsARoundWhenNoneRuns() {
        assertThat(rounds.ask("a")).isTrue();
        rounds.begin();

        assertThat(rounds.end()).containsExactly("a");
        assertThat(rounds.wanted()).isFalse();
    }

    @Test
    void aRoundThatRunsAnswersNobodyWhoAskedAfterItBegan() {
        rounds.begin();

        assertThat(rounds.ask("late")).isFalse();
        assertThat(rounds.end()).isEmpty();
        assertThat(rounds.wanted()).isTrue();
    }

    @Test
    void allWhoWaitShareTheNextRoundInTheOrderOfAsking() {
        rounds.begin();
        rounds.ask("a");
        rounds.ask("b");
        rounds.ask("c");
        rounds.end();
        rounds.begin();

        assertThat(rounds.running()).isTrue();
        assertThat(rounds.end()).containsExactly("a", "b", "c");
        assertThat(rounds.wanted()).isFalse();
    }
}
