package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.cloud.CloudFormation;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.world.ExampleFile;
import io.signalbox.sandbox.world.WorldPlan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The example vpc-lattice is deployed, its function is told to fail, and the traffic follows what every cell sees. */
@Tag("long")
class FailureSwitchIT {

    private static final String FOLDER =
            Path.of("..", "examples", "vpc-lattice").toAbsolutePath().toString();
    private static final String EAST = "us-east-1";
    private static final String FUNCTION = CloudFormation.physicalId("lattice", "Health02A586CD");

    @Test
    void aSimulatedFailureMovesTheTrafficAndRestoreBringsItBack() {
        var plan = WorldPlan.of(ExampleFile.read(Path.of(FOLDER, "topology.yaml")));
        try (var stage = Stage.start(plan)) {
            stage.settle();
            CommandLine signalbox = inTheAccount(stage);
            stage.world().cloud().lambda().watch(EAST, FUNCTION, variables -> stage.world()
                    .site(EAST)
                    .become("true".equals(variables.get("SIMULATE_FAILURE")) ? SiteMode.ERROR : SiteMode.UP));

            succeed(signalbox, "deploy", FOLDER, "--yes", "--poll=50ms");
            succeed(signalbox, "simulate-failure", FOLDER, EAST, "--yes", "--poll=50ms");
            stage.awaitAnswer(stage.away());
            succeed(signalbox, "restore", FOLDER, EAST, "--yes", "--poll=50ms");
            stage.awaitSettledAt(EAST);
            succeed(signalbox, "destroy", FOLDER, "--yes", "--poll=50ms");

            assertThat(stage.world().cloud().cloudFormation().names(EAST)).isEmpty();
            stage.assertNeverWithoutAnAnswer();
        }
    }

    private static void succeed(CommandLine signalbox, String... arguments) {
        var ended = signalbox.run(arguments);
        assertThat(ended.code()).as(ended.output()).isZero();
    }

    private static CommandLine inTheAccount(Stage stage) {
        var environment = new HashMap<>(CommandLine.atTheProvider(stage.world()).environment());
        String cloud = stage.world().cloud().endpoint().toString();
        environment.putAll(Map.of(
                "AWS_ENDPOINT_URL_CLOUDFORMATION", cloud,
                "AWS_ENDPOINT_URL_LAMBDA", cloud,
                "AWS_ENDPOINT_URL_STS", stage.world().sts().endpoint().toString(),
                "ALERT_EMAIL", "ops@example.com",
                "HOSTED_ZONE_ID", "Z0123456789ABCDEFGHIJ",
                "PRIMARY_VPC_ID", "vpc-1",
                "SECONDARY_VPC_ID", "vpc-2"));
        return new CommandLine(environment);
    }
}
