package io.signalbox.sandbox.demo;

import io.signalbox.sandbox.console.Screen;
import io.signalbox.sandbox.control.ControlApi;
import io.signalbox.sandbox.control.Guide;
import io.signalbox.sandbox.world.ExampleFile;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * {@code make demo}: a real failover and failback on this machine. The exit code is 0 only if the DNS answer changed
 * and changed back. With {@code KEEP=1} in the environment everything stays up afterwards. With the name of an example it shows that
 * example's topology file: failure, recovery, drill and clean-up.
 */
public final class Demo {

    private Demo() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var begin = Instant.now();
        System.exit(run(Screen.withoutLogs(), begin, arguments.length > 0 ? arguments[0] : ""));
    }

    private static int run(Screen screen, Instant begin, String example) throws InterruptedException {
        World world;
        try {
            world = World.create(plan(example));
        } catch (IllegalStateException e) {
            screen.failure("The sandbox cannot be started: " + e.getMessage());
            return 1;
        }
        try (world) {
            show(world, screen, begin, example);
        } catch (MissedMilestoneException | IllegalStateException e) {
            screen.failure("The demonstration failed: " + e.getMessage());
            screen.plain("The logs of all processes are in " + world.directory());
            return 1;
        }
        world.erase();
        return 0;
    }

    private static WorldPlan plan(String example) {
        return example.isEmpty()
                ? WorldPlan.DEMO
                : WorldPlan.of(ExampleFile.read(Path.of("examples", example, "topology.yaml")));
    }

    private static void show(World world, Screen screen, Instant begin, String example)
            throws MissedMilestoneException, InterruptedException {
        if (!example.isEmpty()) {
            var shown = ExampleDemo.run(world, screen);
            screen.plain("");
            screen.plain(shown.line(example));
            return;
        }
        var result = new FailoverDemo(world, screen, begin).run();
        screen.plain("");
        screen.plain("RESULT demo flipped_ms=" + result.flippedMillis() + " restored_ms=" + result.restoredMillis()
                + " adopted=1 stale_refused=1");
        if ("1".equals(System.getenv("KEEP"))) {
            keep(world, screen);
        }
    }

    private static void keep(World world, Screen screen) throws InterruptedException {
        try (var control = ControlApi.start(world)) {
            screen.plain("");
            screen.plain(Guide.of(world, control.uri()));
            screen.plain("Everything keeps running until Ctrl-C.");
            Thread.currentThread().join();
        }
    }
}
