package io.signalbox.decision.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.VantageName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How results of several runs of one vantage follow each other, a letter for each. */
class VantageRunsTest {

    private static final VantageName VANTAGE = new VantageName("eu-west-1");

    private final VantageRuns runs = new VantageRuns();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private boolean come(String each, int secondsBetween) {
        boolean alternating = false;
        for (String run : each.split("")) {
            now = now.plusSeconds(secondsBetween);
            alternating |= runs.alternate(VANTAGE, run, now);
        }
        return alternating;
    }

    @Test
    void twoThatComeByTurnsAreTwoProbers() {
        assertThat(come("ABAB", 1)).isFalse();
        assertThat(come("A", 1)).isTrue();
        assertThat(come("AAB", 1)).isTrue();
    }

    @Test
    void threeThatComeByTurnsAreSeveralToo() {
        assertThat(come("ABCABC", 1)).isTrue();
    }

    @Test
    void restartsAreNone() {
        assertThat(come("AAABBBCCCDDDEEEFFF", 1)).isFalse();
    }

    @Test
    void aFewLateResultsOfTheFormerRunAreNone() {
        assertThat(come("AAABABBBB", 1)).isFalse();
        assertThat(come("CBCCC", 30)).isFalse();
    }

    @Test
    void whatHappensOnceInALongWhileIsNone() {
        assertThat(come("ABABABABAB", 50)).isFalse();
    }

    @Test
    void vantagesDoNotMeet() {
        for (int i = 0; i < 10; i++) {
            assertThat(runs.alternate(VANTAGE, "A", now)).isFalse();
            assertThat(runs.alternate(new VantageName("us-east-1"), "B", now)).isFalse();
        }
    }
}
