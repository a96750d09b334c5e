package io.signalbox.sandbox.race;

import io.signalbox.contract.name.CellName;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.console.Screen;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.io.IOException;
import java.time.Duration;

/** {@code make race}: two real actuators, each in a cell of its own, race for one DNS switch 100 times. */
public final class Race {

    private static final int ROUNDS = 100;
    private static final int REPORT_EVERY = 20;

    /** Two cells, and no request limit of the Route 53 account: only the fence is tested. */
    public static final WorldPlan PLAN = WorldPlan.DEMO
            .withCells(new CellName("us-west-2"), new CellName("eu-west-1"))
            .withVantages(0)
            .withDecisions(0)
            .withPace(Pace.INSTANT.withDelays(Duration.ofMillis(2), Duration.ofMillis(5)));

    private Race() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(Screen.withoutLogs()));
    }

    private static int run(Screen screen) throws InterruptedException {
        var world = World.create(PLAN);
        try (world) {
            screen.title("Two actuators of two cells, one Route 53: in each round both switch the same name");
            world.startServices();
            RaceResult tally = new SwitchRace(world).run(ROUNDS, round -> {
                if (round % REPORT_EVERY == 0) {
                    screen.plain("  %3d rounds".formatted(round));
                }
            });
            screen.plain("  wins: " + tally.wins() + "; " + tally.queries() + " DNS queries, " + tally.lost()
                    + " without an answer");
            screen.plain("");
            screen.plain("RESULT race rounds=" + tally.rounds() + " double=" + tally.notOne() + " empty="
                    + tally.empty() + " mixed=" + tally.mixed());
        } catch (IllegalStateException e) {
            screen.failure("The race could not be run: " + e.getMessage());
            screen.plain("The logs of all processes are in " + world.directory());
            return 1;
        }
        world.erase();
        return 0;
    }
}
