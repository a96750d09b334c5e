package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.console.Screen;
import io.signalbox.sandbox.demo.ExampleDemo;
import io.signalbox.sandbox.ssm.Parameter;
import io.signalbox.sandbox.ssm.ParameterOperation;
import io.signalbox.sandbox.world.ExampleFile;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example's own topology file: failure, recovery, drill and clean-up. */
@Tag("long")
class ExamplesIT {

    @ParameterizedTest
    @ValueSource(strings = {"pilot-light", "cafe-orders", "active-passive-ecs", "vpc-lattice"})
    void theSiteFailsAndComesBackADrillSucceedsAndTheNameIsGivenBack(String example) throws Exception {
        try (var world = world(example)) {
            shown(world);
        }
    }

    /** Two of three regions are lost one after the other. The demo waits until the device is connected where the name leads. */
    @Test
    void aDeviceOfIotCoreFollowsTheNameUnchangedAndLosesNoAcknowledgedMessage() throws Exception {
        try (var world = world("iot-core")) {
            var result = shown(world);

            assertThat(result.servedMillis()).isGreaterThanOrEqualTo(result.flippedMillis());
            assertThat(result.lost()).isZero();
            for (String region : List.of("us-west-2", "eu-west-1")) {
                assertThat(world.ssm().calls())
                        .as("the parameter is written and put back")
                        .filteredOn(call -> call.region().equals(region)
                                && call.operation() == ParameterOperation.PUT
                                && call.accepted())
                        .hasSizeGreaterThanOrEqualTo(2);
                assertThat(world.ssm().parameter(region, "/iot/endpoint"))
                        .get()
                        .extracting(Parameter::value)
                        .isEqualTo("unset");
            }
        }
    }

    private static World world(String example) {
        return World.create(WorldPlan.of(ExampleFile.read(Path.of("..", "examples", example, "topology.yaml"))));
    }

    private static ExampleDemo.Result shown(World world) throws Exception {
        var silent = new Screen(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
        var result = ExampleDemo.run(world, silent);
        assertThat(result.flippedMillis()).isPositive();
        assertThat(result.detectionMillis()).isPositive();
        assertThat(world.route53().audit().violations()).isEmpty();
        assertThat(world.policies().refusals()).isEmpty();
        return result;
    }
}
