package io.signalbox.decision.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTimesTest {

    private static final int MANY = 1_000;
    private static final int PARTS = 10;

    /** Pauses of the same step of as many services. */
    private static List<Duration> pauses(int attempt) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> AttemptTimes.backoff("service-" + i + "/m2-1/0", attempt))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 2", "3, 4", "4, 8", "5, 10", "70, 10"})
    void theLongestPauseDoublesUpToTenSeconds(int attempt, int seconds) {
        assertThat(AttemptTimes.longestBackoff(attempt)).isEqualTo(Duration.ofSeconds(seconds));
    }

    /** A batch that failed as a whole must not form again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 70})
    void commandsThatFailedTogetherAreSentAgainOverTheWholeTime(int attempt) {
        Duration shortest = AttemptTimes.SHORTEST_RETRY;
        Duration longest = AttemptTimes.longestBackoff(attempt);
        List<Duration> pauses = pauses(attempt);

        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isBetween(shortest, longest));
        Duration part = longest.minus(shortest).dividedBy(PARTS);
        for (int i = 0; i < PARTS; i++) {
            Duration from = shortest.plus(part.multipliedBy(i));
            assertThat(pauses)
                    .as("from %s to %s", from, from.plus(part))
                    .filteredOn(pause -> pause.compareTo(from) >= 0 && pause.compareTo(from.plus(part)) < 0)
                    .hasSizeBetween(MANY / PARTS / 2, MANY / PARTS * 2);
        }
    }

    @Test
    void thePauseFollowsFromCommandAndAttempt() {
        assertThat(pauses(3)).isEqualTo(pauses(3));
        assertThat(pauses(5)).isNotEqualTo(pauses(6));
    }

    @Test
    void stepsOfOnePlanThatFailTogetherAreNotTriedAgainTogether() {
        assertThat(IntStream.range(0, 5).mapToObj(step -> AttemptTimes.backoff("orders/m2-1/" + step, 2)))
                .doesNotHaveDuplicates();
    }
}
