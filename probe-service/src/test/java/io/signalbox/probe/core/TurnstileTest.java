package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.probe.core.ConcurrencyLimit.Ticket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private final ConcurrencyLimit limit = new ConcurrencyLimit();

    private static Ticket ticket(int most) {
        return ticket(most, false);
    }

    private static Ticket ticket(int most, boolean doubtful) {
        return new Ticket(most, doubtful, () -> {});
    }

    private Ticket enter(int most, boolean atOnce) {
        Ticket ticket = ticket(most);
        assertThat(limit.enter(ticket)).isEqualTo(atOnce);
        return ticket;
    }

    @Test
    void letsInSoManyAndTheOthersInTheirOrder() {
        Ticket first = enter(2, true);
        Ticket second = enter(2, true);
        Ticket third = enter(2, false);
        Ticket fourth = enter(2, false);

        assertThat(limit.leave(second)).containsExactly(third);
        assertThat(limit.leave(first)).containsExactly(fourth);
        assertThat(limit.leave(fourth)).isEmpty();
        assertThat(limit.isIdle()).isFalse();
        assertThat(limit.leave(third)).isEmpty();
        assertThat(limit.isIdle()).isTrue();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        Ticket first = enter(1, true);
        Ticket second = enter(1, false);
        Ticket third = enter(1, false);

        assertThat(limit.leave(first)).containsExactly(second);
        assertThat(limit.leave(first)).isEmpty();
        assertThat(limit.leave(second)).containsExactly(third);
    }

    @Test
    void whoLeavesTheQueueHasNoTurn() {
        Ticket first = enter(1, true);
        Ticket second = enter(1, false);
        Ticket third = enter(1, false);

        assertThat(limit.leave(second)).isEmpty();
        assertThat(limit.leave(first)).containsExactly(third);
        assertThat(limit.leave(third)).isEmpty();
        assertThat(limit.isIdle()).isTrue();
    }

    @Test
    void nobodyPassesOneThatWantsMoreRoom() {
        Ticket first = enter(3, true);
        Ticket second = enter(3, true);
        Ticket alone = enter(1, false);
        Ticket after = enter(3, false);

        assertThat(limit.leave(first)).isEmpty();
        assertThat(limit.leave(second)).containsExactly(alone, after);
    }

    @Test
    void whenOneThatWantsMoreRoomLeavesTheQueueTheOthersGo() {
        Ticket first = enter(3, true);
        Ticket alone = enter(1, false);
        Ticket second = enter(3, false);
        Ticket third = enter(3, false);
        Ticket fourth = enter(3, false);

        assertThat(limit.leave(alone)).containsExactly(second, third);
        assertThat(limit.leave(first)).containsExactly(fourth);
    }

    @Test
    void thoseInDoubtGoFirstAndNoneIsPassedByForEver() {
        Ticket inside = enter(1, true);
        Ticket settled = enter(1, false);
        var doubtful = new ArrayDeque<Ticket>();
        for (int i = 0; i < 5; i++) {
            doubtful.add(ticket(1, true));
            assertThat(limit.enter(doubtful.getLast())).isFalse();
        }

        for (int i = 0; i < 3; i++) {
            assertThat(limit.leave(inside)).containsExactly(doubtful.getFirst());
            inside = doubtful.removeFirst();
        }
        assertThat(limit.leave(inside)).containsExactly(settled);
        assertThat(limit.leave(settled)).containsExactly(doubtful.getFirst());
    }

    @Test
    void aVisitComesOnce() {
        Ticket first = enter(1, true);

        assertThatThrownBy(() -> limit.enter(first)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ticket(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneThatNeverCameLeavesNothingBehind() {
        assertThat(limit.leave(ticket(1))).isEmpty();
        assertThat(limit.isIdle()).isTrue();
    }

    /** Whatever comes and goes: never too many, everybody once, in order, and in the end nobody is left. */
    @Test
    void holdsInEveryOrder() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var queue = new ArrayList<Ticket>();
            var inside = new ArrayList<Ticket>();
            Set<Ticket> seen = new HashSet<>();
            int most = 1 + random.nextInt(4);
            for (int step = 0; step < 200; step++) {
                List<Ticket> admitted = List.of();
                if (random.nextInt(5) < 2) {
                    Ticket ticket = ticket(most);
                    queue.add(ticket);
                    admitted = limit.enter(ticket) ? List.of(ticket) : List.of();
                } else if (random.nextBoolean() && !inside.isEmpty()) {
                    admitted = limit.leave(inside.remove(random.nextInt(inside.size())));
                } else if (!queue.isEmpty()) {
                    admitted = limit.leave(queue.remove(random.nextInt(queue.size())));
                }
                for (Ticket ticket : admitted) {
                    assertThat(queue.removeFirst()).as("seed %d", seed).isSameAs(ticket);
                    assertThat(seen.add(ticket)).as("seed %d", seed).isTrue();
                    inside.add(ticket);
                }
                assertThat(inside).as("seed %d", seed).hasSizeLessThanOrEqualTo(most);
                assertThat(queue.isEmpty() || inside.size() == most)
                        .as("seed %d", seed)
                        .isTrue();
            }
            while (!inside.isEmpty()) {
                List<Ticket> admitted = limit.leave(inside.removeLast());
                queue.removeAll(admitted);
                inside.addAll(admitted);
            }
            assertThat(queue).isEmpty();
            assertThat(limit.isIdle()).as("seed %d", seed).isTrue();
        }
    }
}
