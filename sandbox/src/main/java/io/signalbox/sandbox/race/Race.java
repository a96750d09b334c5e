package io.signalbox.sandbox.race;

import io.signalbox.contract.name.CellName;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.console.Screen;
import io.signalbox.sandbox.dns.Bind;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.io.IOException;
import java.time.Duration;

/**
 * {@code make race}: two real actuators, each in a cell of its own, race for one DNS switch 100 times; at Route 53, or
 * with the argument {@code rfc2136} at a real BIND.
 */
public final class Race {

    private static final int ROUNDS = 100;
    private static final int REPORT_EVERY = 20;

    /** Two cells, and no request limit of the Route 53 account: only the fence is tested. */
    public static final WorldPlan PLAN = WorldPlan.DEMO
            .withCells(new CellName("us-west-2"), new CellName("eu-west-1"))
            .withVantages(0)
            .withDecisions(0)
            .withPace(Pace.INSTANT.withDelays(Duration.ofMillis(2), Duration.ofMillis(5)));

    /** The same at a real BIND. */
    public static final WorldPlan BIND_PLAN = PLAN.withRouting(WorldPlan.RFC2136);

    private static final int NOT_POSSIBLE = 2;

    private Race() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var screen = Screen.withoutLogs();
        System.exit(
                switch (arguments.length == 0 ? "route53" : arguments[0]) {
                    case "route53" -> run(screen, "one Route 53", PLAN);
                    case "rfc2136" -> runAtBind(screen);
                    default -> {
                        screen.failure("make race: PROVIDER is " + arguments[0] + ", expected route53 or rfc2136");
                        yield NOT_POSSIBLE;
                    }
                });
    }

    private static int runAtBind(Screen screen) throws InterruptedException {
        if (Bind.installed().isEmpty()) {
            screen.failure("make race PROVIDER=rfc2136 needs BIND's named, which is not installed here."
                    + " Debian and Ubuntu: apt-get install bind9. Fedora: dnf install bind.");
            return NOT_POSSIBLE;
        }
        return run(screen, "one BIND", BIND_PLAN);
    }

    private static int run(Screen screen, String provider, WorldPlan plan) throws InterruptedException {
        var world = World.create(plan);
        boolean right;
        try (world) {
            screen.title("Two actuators of two cells, " + provider + ": in each round both switch the same name");
            world.startServices();
            RaceResult tally = new SwitchRace(world).run(ROUNDS, round -> {
                if (round % REPORT_EVERY == 0) {
                    screen.plain("  %3d rounds".formatted(round));
                }
            });
            screen.plain("  wins: " + tally.wins() + "; in " + tally.met() + " rounds both changes were on their way at"
                    + " the same time; " + tally.queries() + " DNS queries, " + tally.lost()
                    + " without an answer");
            screen.plain("");
            right = tally.notOne() + tally.empty() + tally.mixed() == 0;
            screen.plain("RESULT race rounds=" + tally.rounds() + " double=" + tally.notOne() + " empty="
                    + tally.empty() + " mixed=" + tally.mixed());
        } catch (IllegalStateException e) {
            screen.failure("The race could not be run: " + e.getMessage());
            screen.plain("The logs of all processes are in " + world.directory());
            return 1;
        }
        world.erase();
        return right ? 0 : 1;
    }
}
