package io.signalbox.actuator.route53.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.route53.budget.RequestTokens.Token;
import io.signalbox.actuator.route53.budget.RequestTokens.Use;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestTokensTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final int PER_SECOND = 5;

    private final RequestTokens tokens = new RequestTokens(() -> PER_SECOND);

    private List<Token> takeAll(long now) {
        var taken = new ArrayList<Token>();
        while (tokens.available(Use.WRITE, now)) {
            taken.add(tokens.take(now));
        }
        return taken;
    }

    @Test
    void keepsTheLastOneForWrites() {
        for (int i = 1; i < PER_SECOND; i++) {
            assertThat(tokens.available(Use.READ, 0)).isTrue();
            tokens.take(0);
        }

        assertThat(tokens.available(Use.READ, 0)).isFalse();
        assertThat(tokens.available(Use.WRITE, 0)).isTrue();
    }

    @Test
    void aTokenComesBackASecondAfterTheAnswer() {
        var taken = takeAll(0);
        assertThat(taken).hasSize(PER_SECOND);

        tokens.answered(taken.getFirst(), 300 * MILLI);

        assertThat(tokens.availableAt(Use.WRITE, 0)).isEqualTo(1_300 * MILLI);
        assertThat(tokens.available(Use.WRITE, 1_299 * MILLI)).isFalse();
        assertThat(tokens.available(Use.WRITE, 1_300 * MILLI)).isTrue();
    }

    @Test
    void aRequestThatHangsDoesNotKeepItForLong() {
        takeAll(0);

        assertThat(tokens.available(Use.WRITE, 2 * SECOND - 1)).isFalse();
        assertThat(takeAll(2 * SECOND)).hasSize(PER_SECOND);
    }

    @Test
    void whatWasNotUsedIsThereAtOnce() {
        var taken = takeAll(0);

        tokens.unused(taken.getFirst());

        assertThat(tokens.available(Use.WRITE, 0)).isTrue();
    }

    /** Requests arrive anywhere between being sent and being answered. */
    @Test
    void inNoSecondDoMoreArriveThanMay() {
        var random = new Random(7);
        var arrivals = new ArrayList<Long>();
        Deque<Token> open = new ArrayDeque<>();
        for (long now = 0; now < 60 * SECOND; now += random.nextLong(40 * MILLI)) {
            if (tokens.available(Use.WRITE, now)) {
                open.add(tokens.take(now));
                arrivals.add(now);
            } else if (!open.isEmpty()) {
                tokens.answered(open.poll(), now);
            }
        }

        assertThat(arrivals).hasSizeGreaterThan(200);
        for (int i = PER_SECOND; i < arrivals.size(); i++) {
            assertThat(arrivals.get(i) - arrivals.get(i - PER_SECOND)).isGreaterThanOrEqualTo(SECOND);
        }
    }

    @Test
    void throttlingHalvesOnceForAllThatWereUnderWayAndAnswersRaiseItAgain() {
        var taken = takeAll(0);

        taken.forEach(token -> tokens.throttled(token, 10 * MILLI));

        var half = takeAll(2 * SECOND);
        assertThat(half).hasSize(2);
        half.forEach(token -> tokens.throttled(token, 2 * SECOND));
        var quarter = takeAll(4 * SECOND);
        assertThat(quarter).hasSize(1);
        for (int i = 0; i < 20; i++) {
            tokens.answered(quarter.getFirst(), 4 * SECOND);
        }
        assertThat(takeAll(8 * SECOND)).hasSize(PER_SECOND);
    }

    @Test
    void lessThanOnePerSecondIsPossible() {
        var slow = new RequestTokens(() -> 0.5);
        var first = slow.take(0);
        slow.answered(first, 0);

        assertThat(slow.available(Use.READ, 2 * SECOND - 1)).isFalse();
        assertThat(slow.available(Use.READ, 2 * SECOND)).isTrue();
    }
}
