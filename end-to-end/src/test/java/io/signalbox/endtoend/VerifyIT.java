package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged command that people run on a real account, in front of the sandbox. */
@Tag("long")
class VerifyIT {

    private static final String RESULT = "RESULT verify-aws as_expected=13 differs=0 left_out=11 troubles=0";

    @Test
    void asksFirstThenFindsEverythingAsExpectedAndLeavesNothing() {
        try (var world =
                World.create(WorldPlan.DEMO.withVantages(0).withDecisions(0).withActuators(1))) {
            var records = List.copyOf(world.zone().accepted().all());

            var asked = world.administer("verify", "example.com");
            assertThat(asked.exitCode()).isEqualTo(1);
            assertThat(asked.output()).contains("Nothing is done without --yes");
            assertThat(world.route53().calls()).isEmpty();

            var ended = world.administer("verify", "example.com", "--yes", "--quick");
            assertThat(ended.output()).contains(RESULT);
            assertThat(ended.exitCode()).isZero();
            List<String> rows = ended.output()
                    .lines()
                    .filter(line -> line.startsWith("| 2"))
                    .toList();
            assertThat(rows)
                    .filteredOn(row -> !row.contains("| left out |"))
                    .hasSize(13)
                    .allMatch(row ->
                            row.matches("\\| \\S+Z \\| .+ \\| .+ \\| .+ \\| as expected \\| [0-9a-f-]{36}.* \\|"));
            assertThat(List.copyOf(world.zone().accepted().all())).isEqualTo(records);
            assertThat(world.ssm().parameter("us-east-1", "/signalbox-verify/parameter"))
                    .isEmpty();

            assertThat(world.administer("verify", "example.com", "--clean").exitCode())
                    .isZero();
        }
    }
}
