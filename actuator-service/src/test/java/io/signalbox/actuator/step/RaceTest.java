package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Fence;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two actuators that know nothing of each other act on the same fence at the same moment. */
class RaceTest {

    private static final int ROUNDS = 100;

    @Test
    void exactlyOneWinsEachTime() throws Exception {
        try (var world = new World();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Fence fence = fence(1, EAST, "first");
            world.seed(records(EAST), record(fence));
            for (int round = 0; round < ROUNDS; round++) {
                fence = race(world, threads, fence);
            }
            assertThat(world.accepted()).isEqualTo(ROUNDS);
            assertThat(world.route53.audit().violations()).isEmpty();
        }
    }

    private static Fence race(World world, ExecutorService threads, Fence from) throws Exception {
        var toEast = fence(from.epoch() + 1, EAST, "a" + from.epoch());
        var toWest = fence(from.epoch() + 1, WEST, "b" + from.epoch());
        var start = new CyclicBarrier(2);
        Future<StepOutcome> one = threads.submit(() -> act(world, start, from, toEast));
        Future<StepOutcome> two = threads.submit(() -> act(world, start, from, toWest));

        var outcomes = List.of(one.get(), two.get());
        var winner = outcomes.get(0).result() instanceof InProgress ? toEast : toWest;

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.result() instanceof InProgress)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.result() instanceof Refused refused
                        && refused.why() == Refusal.STALE_FENCE
                        && winner.equals(outcome.fenceSeen()))
                .hasSize(1);
        assertThat(world.stored()).isEqualTo(World.sets(records(winner.active()), record(winner)));
        return winner;
    }

    private static StepOutcome act(World world, CyclicBarrier start, Fence from, Fence to) throws Exception {
        var steps = world.steps();
        start.await();
        return steps.attempt(move(from, to));
    }
}
