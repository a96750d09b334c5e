package io.signalbox.sandbox;

import io.signalbox.contract.name.CellName;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.demo.Screen;
import io.signalbox.sandbox.race.Contest;
import io.signalbox.sandbox.race.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.LogManager;

/** What {@code make race} runs: two real actuators, each with a cell of its own, race for one switch 100 times. */
public final class Race {

    private static final int ROUNDS = 100;
    private static final int REPORT_EVERY = 20;

    /** Two cells and no account limit: what is tested is the fence, not patience. */
    public static final WorldPlan PLAN = WorldPlan.DEMO
            .withCells(new CellName("us-west-2"), new CellName("eu-west-1"))
            .withVantages(0)
            .withDecisions(0)
            .withPace(Pace.INSTANT.withDelays(Duration.ofMillis(2), Duration.ofMillis(5)));

    private Race() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var logging = Race.class.getResourceAsStream("demo-logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        System.exit(run(Screen.standard()));
    }

    private static int run(Screen screen) throws InterruptedException {
        var world = World.create(PLAN);
        try (world) {
            screen.title("Two actuators of two cells, one Route 53: each round both are told to move the same name");
            world.startServices();
            Tally tally = new Contest(world).run(ROUNDS, round -> {
                if (round % REPORT_EVERY == 0) {
                    screen.plain("  %3d rounds".formatted(round));
                }
            });
            screen.plain("  won: " + tally.wins() + "; the name server was asked " + tally.asked() + " times, "
                    + tally.lost() + " without an answer");
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
