package io.signalbox.actuator.rfc2136;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.rfc2136.Scene.TO_EAST;
import static io.signalbox.actuator.rfc2136.Scene.move;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The same when two act at once, and for whoever asks meanwhile. */
abstract class Rfc2136Races extends Rfc2136Cases {

    private static final int ROUNDS = 50;
    private static final int LOOKS = 200;

    @Test
    void exactlyOneOfTwoThatSwitchAtOnceWins() throws Exception {
        scene.seed(FIRST, TO_EAST);
        Fence fence = FIRST;
        for (int i = 0; i < ROUNDS; i++) {
            long epoch = fence.epoch() + 1;
            fence = race(List.of(
                    move(fence, fence(epoch, EAST, "a" + epoch)), move(fence, fence(epoch, Orders.WEST, "b" + epoch))));
        }
        assertThat(fence.epoch()).isEqualTo(ROUNDS + 1);
    }

    @Test
    void exactlyOneOfTwoThatAdoptAtOnceWins() throws Exception {
        Fence winner = race(List.of(Scene.adopt(fence(1, EAST, "a")), Scene.adopt(fence(1, EAST, "b"))));

        assertThat(scene.fence()).containsExactly(winner.text());
    }

    private Fence race(List<Command> commands) throws Exception {
        var start = new CyclicBarrier(commands.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<AttemptResult>> running = commands.stream()
                    .map(command -> threads.submit(() -> {
                        DnsProvider own = scene.provider();
                        start.await();
                        return scene.run(command, own);
                    }))
                    .toList();
            boolean first = !isRefused(running.get(0).get());
            Fence winner = commands.get(first ? 0 : 1).next();
            AttemptResult loser = running.get(first ? 1 : 0).get();

            assertRefused(loser, Refusal.STALE_FENCE, winner.text());
            assertThat(scene.fence()).containsExactly(winner.text());
            assertThat(scene.addresses())
                    .containsExactlyElementsOf(Scene.to(winner.active()).getFirst().values().stream()
                            .sorted()
                            .toList());
            return winner;
        }
    }

    private static boolean isRefused(AttemptResult attempt) {
        return attempt.result() instanceof Refused;
    }

    @Test
    void thereIsNeverAnEmptyAnswer() throws Exception {
        scene.seed(FIRST, TO_EAST);
        var over = new AtomicBoolean();
        var looks = new AtomicInteger();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> watching = threads.submit(() -> {
                while (!over.get()) {
                    seen.add(scene.addresses() + " " + scene.fence().size());
                    looks.incrementAndGet();
                }
            });
            Fence fence = FIRST;
            for (int i = 0; i < ROUNDS || looks.get() < LOOKS && !watching.isDone(); i++) {
                Fence next = fence(fence.epoch() + 1, fence.active().equals(EAST) ? Orders.WEST : EAST, "p");
                assertThat(scene.run(move(fence, next)).result()).isInstanceOf(InProgress.class);
                fence = next;
            }
            over.set(true);
            watching.get();
        }
        assertThat(seen).containsExactlyInAnyOrder("[192.0.2.1] 1", "[198.51.100.1, 198.51.100.2] 1");
    }
}
