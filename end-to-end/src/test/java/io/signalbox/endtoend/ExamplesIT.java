package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.console.Screen;
import io.signalbox.sandbox.demo.ExampleDemo;
import io.signalbox.sandbox.world.ExampleFile;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example's own topology file: failure, recovery, drill and clean-up. */
@Tag("long")
class ExamplesIT {

    @ParameterizedTest
    @ValueSource(strings = {"pilot-light", "cafe-orders", "active-passive-ecs", "vpc-lattice"})
    void theSiteFailsAndComesBackADrillSucceedsAndTheNameIsGivenBack(String example) throws Exception {
        var file = ExampleFile.read(Path.of("..", "examples", example, "topology.yaml"));
        var silent = new Screen(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
        try (var world = World.create(WorldPlan.of(file))) {
            var result = ExampleDemo.run(world, silent);

            assertThat(result.flippedMillis()).isPositive();
            assertThat(result.detectionMillis()).isPositive();
            assertThat(world.route53().audit().violations()).isEmpty();
        }
    }
}
