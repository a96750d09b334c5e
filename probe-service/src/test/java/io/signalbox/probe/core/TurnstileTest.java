package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.probe.core.Turnstile.Visit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private final Turnstile turnstile = new Turnstile();

    private static Visit visit(int most) {
        return visit(most, false);
    }

    private static Visit visit(int most, boolean doubtful) {
        return new Visit(most, doubtful, () -> {});
    }

    private Visit come(int most, boolean atOnce) {
        Visit visit = visit(most);
        assertThat(turnstile.come(visit)).isEqualTo(atOnce);
        return visit;
    }

    @Test
    void letsInSoManyAndTheOthersInTheirOrder() {
        Visit first = come(2, true);
        Visit second = come(2, true);
        Visit third = come(2, false);
        Visit fourth = come(2, false);

        assertThat(turnstile.leave(second)).containsExactly(third);
        assertThat(turnstile.leave(first)).containsExactly(fourth);
        assertThat(turnstile.leave(fourth)).isEmpty();
        assertThat(turnstile.deserted()).isFalse();
        assertThat(turnstile.leave(third)).isEmpty();
        assertThat(turnstile.deserted()).isTrue();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        Visit first = come(1, true);
        Visit second = come(1, false);
        Visit third = come(1, false);

        assertThat(turnstile.leave(first)).containsExactly(second);
        assertThat(turnstile.leave(first)).isEmpty();
        assertThat(turnstile.leave(second)).containsExactly(third);
    }

    @Test
    void whoLeavesTheQueueHasNoTurn() {
        Visit first = come(1, true);
        Visit second = come(1, false);
        Visit third = come(1, false);

        assertThat(turnstile.leave(second)).isEmpty();
        assertThat(turnstile.leave(first)).containsExactly(third);
        assertThat(turnstile.leave(third)).isEmpty();
        assertThat(turnstile.deserted()).isTrue();
    }

    @Test
    void nobodyPassesOneThatWantsMoreRoom() {
        Visit first = come(3, true);
        Visit second = come(3, true);
        Visit alone = come(1, false);
        Visit after = come(3, false);

        assertThat(turnstile.leave(first)).isEmpty();
        assertThat(turnstile.leave(second)).containsExactly(alone, after);
    }

    @Test
    void whenOneThatWantsMoreRoomLeavesTheQueueTheOthersGo() {
        Visit first = come(3, true);
        Visit alone = come(1, false);
        Visit second = come(3, false);
        Visit third = come(3, false);
        Visit fourth = come(3, false);

        assertThat(turnstile.leave(alone)).containsExactly(second, third);
        assertThat(turnstile.leave(first)).containsExactly(fourth);
    }

    @Test
    void thoseInDoubtGoFirstAndNoneIsPassedByForEver() {
        Visit inside = come(1, true);
        Visit settled = come(1, false);
        var doubtful = new ArrayDeque<Visit>();
        for (int i = 0; i < 5; i++) {
            doubtful.add(visit(1, true));
            assertThat(turnstile.come(doubtful.getLast())).isFalse();
        }

        for (int i = 0; i < 3; i++) {
            assertThat(turnstile.leave(inside)).containsExactly(doubtful.getFirst());
            inside = doubtful.removeFirst();
        }
        assertThat(turnstile.leave(inside)).containsExactly(settled);
        assertThat(turnstile.leave(settled)).containsExactly(doubtful.getFirst());
    }

    @Test
    void aVisitComesOnce() {
        Visit first = come(1, true);

        assertThatThrownBy(() -> turnstile.come(first)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> visit(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneThatNeverCameLeavesNothingBehind() {
        assertThat(turnstile.leave(visit(1))).isEmpty();
        assertThat(turnstile.deserted()).isTrue();
    }

    /** Whatever comes and goes: never too many, everybody once, in order, and in the end nobody is left. */
    @Test
    void holdsInEveryOrder() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var queue = new ArrayList<Visit>();
            var inside = new ArrayList<Visit>();
            Set<Visit> seen = new HashSet<>();
            int most = 1 + random.nextInt(4);
            for (int step = 0; step < 200; step++) {
                List<Visit> admitted = List.of();
                if (random.nextInt(5) < 2) {
                    Visit visit = visit(most);
                    queue.add(visit);
                    admitted = turnstile.come(visit) ? List.of(visit) : List.of();
                } else if (random.nextBoolean() && !inside.isEmpty()) {
                    admitted = turnstile.leave(inside.remove(random.nextInt(inside.size())));
                } else if (!queue.isEmpty()) {
                    admitted = turnstile.leave(queue.remove(random.nextInt(queue.size())));
                }
                for (Visit visit : admitted) {
                    assertThat(queue.removeFirst()).as("seed %d", seed).isSameAs(visit);
                    assertThat(seen.add(visit)).as("seed %d", seed).isTrue();
                    inside.add(visit);
                }
                assertThat(inside).as("seed %d", seed).hasSizeLessThanOrEqualTo(most);
                assertThat(queue.isEmpty() || inside.size() == most)
                        .as("seed %d", seed)
                        .isTrue();
            }
            while (!inside.isEmpty()) {
                List<Visit> admitted = turnstile.leave(inside.removeLast());
                queue.removeAll(admitted);
                inside.addAll(admitted);
            }
            assertThat(queue).isEmpty();
            assertThat(turnstile.deserted()).as("seed %d", seed).isTrue();
        }
    }
}
