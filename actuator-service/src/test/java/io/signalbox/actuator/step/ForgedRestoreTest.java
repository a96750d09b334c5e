package io.signalbox.actuator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.signalbox.actuator.credentials.RestoreKeys;
import io.signalbox.contract.step.AsgScale;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.sandbox.ssm.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values to put back, as somebody who can write commands would make them up. */
class ForgedRestoreTest extends OutsideTest {

    private static final String REGION = "us-west-2";
    private static final String NAME = "/orders/size";
    private static final String FIRST_KEY = "k".repeat(32);
    private static final String SECOND_KEY = "n".repeat(32);
    private static final SsmPut PUT = new SsmPut(REGION, NAME, "6");
    private static final SsmPut OTHER = new SsmPut(REGION, "/orders/other", "6");

    @TempDir
    private Path folder;

    @BeforeEach
    void three() {
        for (String value : List.of("1", "2", "3")) {
            world.outside.ssm.put(REGION, NAME, "String", value);
            world.outside.ssm.put(REGION, OTHER.name(), "String", value);
        }
    }

    private void keys(String... lines) {
        try {
            world.outside.sign(RestoreKeys.of(Optional.of(Files.write(folder.resolve("keys"), List.of(lines)))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Optional<String> value() {
        return world.outside.ssm.parameter(REGION, NAME).map(Parameter::value);
    }

    private static Map<String, String> changed(Map<String, String> values, String name, String value) {
        var other = new HashMap<>(values);
        other.put(name, value);
        return other;
    }

    @Test
    void whatTheActuatorHasReportedIsPutBack() {
        keys(FIRST_KEY);
        Map<String, String> told = attempt(PUT, Map.of()).previous();
        assertDone(attempt(PUT, told));
        assertThat(value()).contains("6");

        assertDone(restore(PUT, told));

        assertThat(value()).contains("3");
    }

    @Test
    void otherValuesAreNotPutBack() {
        keys(FIRST_KEY);
        Map<String, String> told = attempt(PUT, Map.of()).previous();

        assertFailed(restore(PUT, changed(told, "version", "1")), "previous-unproven", false);
        assertFailed(restore(PUT, Map.of("version", "1")), "previous-unproven", false);
        assertFailed(restore(PUT, Map.of("absent", "true")), "previous-unproven", false);
        assertFailed(restore(OTHER, told), "previous-unproven", false);

        assertThat(value()).contains("3");
        assertThat(world.outside.ssm.parameter(REGION, OTHER.name())).isPresent();
    }

    @Test
    void aKeyIsReplacedWithoutAMomentInWhichNothingIsPutBack() {
        keys(FIRST_KEY);
        Map<String, String> told = attempt(PUT, Map.of()).previous();
        assertDone(attempt(PUT, told));

        keys(SECOND_KEY, FIRST_KEY);
        assertDone(restore(PUT, told));
        keys(SECOND_KEY);

        assertFailed(restore(PUT, told), "previous-unproven", false);
        assertThat(detail(restore(PUT, told))).contains("signalbox.restore.keys", "another");
    }

    /** A failover must not wait for a file. */
    @Test
    void whileTheFileCannotBeUsedTheLastKeysStayInForce() throws IOException {
        keys(FIRST_KEY);
        Path file = folder.resolve("keys");
        Files.delete(file);
        Map<String, String> told = attempt(PUT, Map.of()).previous();
        assertDone(attempt(PUT, told));

        Files.writeString(file, "abc\n");
        assertDone(restore(PUT, told));

        assertThat(value()).contains("3");
    }

    @Test
    void aKeyThatIsTooShortEndsTheStart() throws IOException {
        Path file = Files.writeString(folder.resolve("short"), "abc\n");

        assertThat(catchThrowable(() -> RestoreKeys.of(Optional.of(file))))
                .hasMessageContainingAll("signalbox.restore.keys", "32", file.toString());
    }

    @Test
    void withoutAKeyNoCapacityIsPutBackToNothing() {
        var ecs = new EcsScale(REGION, "shop", "orders", 6);
        var group = new AsgScale(REGION, "orders", null, 6, null, null);

        assertFailed(restore(ecs, Map.of("desired", "0")), "previous-unproven", false);
        assertFailed(restore(ecs, Map.of("desired", "1", "max", "0")), "previous-unproven", false);
        assertFailed(restore(group, Map.of("min", "0", "desired", "0", "max", "9")), "previous-unproven", false);
        assertThat(accepted("ecs:UpdateService")).isZero();
        assertThat(accepted("autoscaling:UpdateAutoScalingGroup")).isZero();
    }
}
