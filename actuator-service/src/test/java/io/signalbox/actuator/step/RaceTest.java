package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.claim;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two actuators that know nothing of each other act on the same fence at the same moment. */
class RaceTest {

    private static final int ROUNDS = 100;

    /** What is asked for in one round: two commands on the same fence, of which one may win. */
    private interface Round {
        List<Command> from(Fence fence);
    }

    @Test
    void exactlyOneSwitchWinsEachTime() throws Exception {
        Fence last = race(from -> List.of(
                move(from, fence(from.epoch() + 1, EAST, "a" + from.epoch())),
                move(from, fence(from.epoch() + 1, WEST, "b" + from.epoch()))));

        assertThat(last.epoch()).isEqualTo(ROUNDS + 1);
    }

    @Test
    void exactlyOneClaimWinsEachTime() throws Exception {
        Fence last = race(from -> List.of(
                claim(from, moving(from.epoch() + 1, "a" + from.epoch())),
                claim(from, moving(from.epoch() + 1, "b" + from.epoch()))));

        assertThat(last.epoch()).isEqualTo(ROUNDS + 1);
    }

    @Test
    void aClaimAndASwitchExcludeEachOther() throws Exception {
        Fence last = race(from -> List.of(
                claim(from, moving(from.epoch() + 1, "a" + from.epoch())),
                move(from, fence(from.epoch() + 1, EAST, "b" + from.epoch()), records(EAST))));

        assertThat(last.epoch()).isEqualTo(ROUNDS + 1);
    }

    private static Fence race(Round round) throws Exception {
        try (var world = new World();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Fence fence = fence(1, EAST, "first");
            world.seed(records(EAST), record(fence));
            for (int i = 0; i < ROUNDS; i++) {
                fence = race(world, threads, round.from(fence));
            }
            assertThat(world.accepted()).isEqualTo(ROUNDS);
            assertThat(world.route53.audit().violations()).isEmpty();
            return fence;
        }
    }

    /** @return the winner's fence */
    private static Fence race(World world, ExecutorService threads, List<Command> commands) throws Exception {
        var start = new CyclicBarrier(commands.size());
        List<Future<StepOutcome>> running = commands.stream()
                .map(command -> threads.submit(() -> act(world, start, command)))
                .toList();
        StepOutcome one = running.get(0).get();
        StepOutcome two = running.get(1).get();
        Fence winner = commands.get(one.result() instanceof Refused ? 1 : 0).next();
        StepOutcome loser = one.result() instanceof Refused ? one : two;

        assertThat(List.of(one, two)).extracting(StepOutcome::fenceSeen).containsOnly(winner);
        assertThat(loser.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(Refusal.STALE_FENCE));
        assertThat(world.stored()).isEqualTo(World.sets(records(winner.active()), record(winner)));
        return winner;
    }

    private static StepOutcome act(World world, CyclicBarrier start, Command command) throws Exception {
        var steps = world.steps();
        start.await();
        return steps.attempt(command);
    }
}
