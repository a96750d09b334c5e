package io.signalbox.sandbox;

import io.signalbox.sandbox.control.ControlApi;
import io.signalbox.sandbox.control.Guide;
import io.signalbox.sandbox.demo.MissingMomentException;
import io.signalbox.sandbox.demo.Screen;
import io.signalbox.sandbox.demo.Show;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.LogManager;

/**
 * What {@code make demo} runs: a real failover and failback on this machine. It ends with 0 only if the answers really
 * flipped and flipped back. With {@code KEEP=1} in the environment it stays up afterwards.
 */
public final class Demo {

    private Demo() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var begin = Instant.now();
        try (var logging = Demo.class.getResourceAsStream("demo-logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        System.exit(run(Screen.standard(), begin));
    }

    private static int run(Screen screen, Instant begin) throws InterruptedException {
        World world;
        try {
            world = World.create(WorldPlan.DEMO);
        } catch (IllegalStateException e) {
            screen.failure("The world cannot be built: " + e.getMessage());
            return 1;
        }
        try (world) {
            show(world, screen, begin);
        } catch (MissingMomentException | IllegalStateException e) {
            screen.failure("The demonstration failed: " + e.getMessage());
            screen.plain("The logs of all processes are in " + world.directory());
            return 1;
        }
        world.erase();
        return 0;
    }

    private static void show(World world, Screen screen, Instant begin)
            throws MissingMomentException, InterruptedException {
        var result = new Show(world, screen, begin).run();
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
            screen.plain("Everything stays up until Ctrl-C.");
            Thread.currentThread().join();
        }
    }
}
