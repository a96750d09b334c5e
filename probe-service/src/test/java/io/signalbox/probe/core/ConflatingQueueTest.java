package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConflatingQueueTest {

    private final ConflatingQueue<String, Integer> buffer = new ConflatingQueue<>();

    @Test
    void keepsOnlyTheNewestOfEachKey() {
        assertThat(buffer.offer("a", 1)).isFalse();
        assertThat(buffer.offer("b", 1)).isFalse();
        assertThat(buffer.offer("a", 2)).isTrue();

        assertThat(buffer.waiting()).isEqualTo(2);
        assertThat(buffer.take(9)).contains(2);
        assertThat(buffer.take(9)).contains(1);
        assertThat(buffer.take(9)).isEmpty();
    }

    @Test
    void letsAtMostOneValueOfAKeyOnItsWay() {
        buffer.offer("a", 1);
        buffer.take(9);
        buffer.offer("a", 2);
        buffer.offer("a", 3);

        assertThat(buffer.take(9)).isEmpty();
        buffer.done("a");
        assertThat(buffer.take(9)).contains(3);
    }

    @Test
    void boundsHowManyAreOnTheirWay() {
        buffer.offer("a", 1);
        buffer.offer("b", 1);
        buffer.take(1);

        assertThat(buffer.takable(1)).isFalse();
        assertThat(buffer.take(1)).isEmpty();
        buffer.done("a");
        assertThat(buffer.take(1)).contains(1);
    }

    @Test
    void whatFailsWaitsAgainUnlessThereIsANewerOne() {
        buffer.offer("a", 1);
        buffer.take(9);
        assertThat(buffer.failed("a", 1)).isTrue();
        assertThat(buffer.take(9)).contains(1);

        buffer.offer("a", 2);
        assertThat(buffer.failed("a", 1)).isFalse();
        assertThat(buffer.take(9)).contains(2);
    }

    @Test
    void whatIsForgottenDoesNotComeBack() {
        buffer.offer("a", 1);
        buffer.take(9);
        buffer.offer("a", 2);
        buffer.forget("a");

        assertThat(buffer.failed("a", 1)).isFalse();
        assertThat(buffer.waiting()).isZero();
        assertThat(buffer.take(9)).isEmpty();
    }

    @Test
    void neverGoesBackInTimeAndNeverGrowsWhateverTheOrderOfEvents() {
        for (long seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var tried = new ConflatingQueue<String, Value>();
            var newest = new HashMap<String, Integer>();
            var flying = new ArrayList<Value>();
            for (int i = 0; i < 500; i++) {
                String key = "k" + random.nextInt(5);
                switch (random.nextInt(4)) {
                    case 0, 1 -> tried.offer(key, new Value(key, i));
                    case 2 -> tried.take(3).ifPresent(flying::add);
                    default -> land(tried, flying, random.nextBoolean());
                }
                for (Value value : flying) {
                    int former = newest.getOrDefault(value.key(), -1);
                    assertThat(value.number()).as("seed %d", seed).isGreaterThanOrEqualTo(former);
                    newest.put(value.key(), value.number());
                }
                assertThat(flying).as("seed %d", seed).hasSizeLessThanOrEqualTo(3);
                assertThat(tried.waiting()).as("seed %d", seed).isLessThanOrEqualTo(5);
            }
        }
    }

    private record Value(String key, int number) {}

    private static void land(ConflatingQueue<String, Value> buffer, List<Value> flying, boolean arrived) {
        if (flying.isEmpty()) {
            return;
        }
        Value value = flying.removeFirst();
        if (arrived) {
            buffer.done(value.key());
        } else {
            buffer.failed(value.key(), value);
        }
    }
}
