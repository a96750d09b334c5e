package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.act;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.undo;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.Fence;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.ssm.Parameter;
import io.signalbox.sandbox.ssm.ParameterCall;
import io.signalbox.sandbox.ssm.ParameterOperation;
import io.signalbox.sandbox.ssm.Ssm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SsmPutTest {

    private static final String REGION = "us-west-2";
    private static final String NAME = "/orders/size";
    private static final Fence CLAIM = moving(17, "p17");
    private static final Command PUT = act(CLAIM, new StepArguments.SsmPut(REGION, NAME, "6"));
    private static final Map<String, String> WAS_2 = Map.of("value", "2");
    private static final Map<String, String> WAS_ABSENT = Map.of("absent", "true");
    private static final Done DONE = new Done(List.of());

    private final World world = new World();

    @BeforeEach
    void claimed() {
        world.seed(records(EAST), record(CLAIM));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void stands(String value) {
        world.ssm.put(REGION, NAME, "String", value);
    }

    private Optional<String> value() {
        return world.ssm.parameter(REGION, NAME).map(Parameter::value);
    }

    private long writes() {
        return world.ssm.calls().stream()
                .filter(ParameterCall::accepted)
                .filter(call -> call.operation() != ParameterOperation.GET)
                .count();
    }

    /** By a process that has just started, as each attempt here. */
    private StepOutcome attempt(Command command) {
        return world.steps().attempt(command);
    }

    @Test
    void tellsWhatWasThereBeforeItChangesAnything() {
        stands("2");

        var outcome = attempt(PUT);

        assertThat(outcome.result()).isInstanceOfSatisfying(InProgress.class, told -> {
            assertThat(told.accepted()).isFalse();
            assertThat(told.retryAfter()).isEqualTo(Duration.ZERO);
            assertThat(told.token()).isEqualTo("previous");
        });
        assertThat(outcome.previous()).isEqualTo(WAS_2);
        assertThat(value()).contains("2");
        assertThat(writes()).isZero();
    }

    @Test
    void changesItOnceThatIsKnown() {
        stands("2");

        assertThat(attempt(again(PUT, "previous", WAS_2)).result()).isEqualTo(DONE);

        assertThat(value()).contains("6");
        assertThat(writes()).isEqualTo(1);
    }

    @Test
    void createsWhatWasNotThereAndRemembersThat() {
        var told = attempt(PUT);
        assertThat(told.previous()).isEqualTo(WAS_ABSENT);
        assertThat(value()).isEmpty();

        assertThat(attempt(again(PUT, "previous", told.previous())).result()).isEqualTo(DONE);

        assertThat(value()).contains("6");
    }

    @Test
    void writesNothingWhenItIsAlreadySo() {
        stands("6");

        assertThat(attempt(PUT).result()).isEqualTo(DONE);
        assertThat(attempt(again(PUT, "previous", WAS_2)).result()).isEqualTo(DONE);

        assertThat(writes()).isZero();
    }

    @Test
    void keepsTheTypeOfAList() {
        world.ssm.put(REGION, NAME, "StringList", "2,3");

        assertThat(attempt(again(PUT, "previous", Map.of("value", "2,3"))).result())
                .isEqualTo(DONE);

        assertThat(world.ssm.parameter(REGION, NAME).orElseThrow().type()).isEqualTo("StringList");
    }

    @Test
    void diesBeforeTheWriteAndWritesOnceAfterTheRestart() {
        stands("2");
        world.ssm.faults().inject(ParameterOperation.PUT, Fault.lostBefore());
        var second = again(PUT, "previous", WAS_2);

        assertRetryable(attempt(second), "connection");
        assertThat(value()).contains("2");
        assertThat(attempt(second).result()).isEqualTo(DONE);

        assertThat(value()).contains("6");
        assertThat(writes()).isEqualTo(1);
    }

    @Test
    void diesAfterTheWriteAndFindsItDoneAfterTheRestart() {
        stands("2");
        world.ssm.faults().inject(ParameterOperation.PUT, Fault.lostAfter());
        var second = again(PUT, "previous", WAS_2);

        assertRetryable(attempt(second), "connection");
        assertThat(value()).contains("6");
        var repeated = attempt(second);

        assertThat(repeated.result()).isEqualTo(DONE);
        assertThat(repeated.previous()).as("what is known stays what was known").isEmpty();
        assertThat(writes()).isEqualTo(1);
    }

    @Test
    void diesWhileItTellsAndTellsTheSameAfterTheRestart() {
        stands("2");
        world.ssm.faults().inject(ParameterOperation.GET, Fault.lostAfter());

        assertRetryable(attempt(PUT), "connection");
        assertThat(attempt(PUT).previous()).isEqualTo(WAS_2);
        assertThat(attempt(again(PUT, null)).previous()).isEqualTo(WAS_2);

        assertThat(writes()).isZero();
    }

    @Test
    void aFirstAttemptThatIsDeliveredAgainLateForgetsNothing() {
        stands("2");
        var previous = attempt(PUT).previous();
        attempt(again(PUT, "previous", previous));

        var late = attempt(PUT);

        assertThat(late.result()).isEqualTo(DONE);
        assertThat(late.previous()).isEmpty();
        assertThat(writes()).isEqualTo(1);
    }

    @Test
    void putsThePreviousValueBackOnce() {
        stands("6");
        world.ssm.faults().inject(ParameterOperation.PUT, Fault.lostAfter());

        assertRetryable(attempt(undo(PUT, WAS_2)), "connection");
        assertThat(attempt(undo(PUT, WAS_2)).result()).isEqualTo(DONE);

        assertThat(value()).contains("2");
        assertThat(writes()).isEqualTo(1);
    }

    @Test
    void deletesWhatWasNotThereBefore() {
        stands("6");
        world.ssm.faults().inject(ParameterOperation.DELETE, Fault.lostAfter());

        assertRetryable(attempt(undo(PUT, WAS_ABSENT)), "connection");
        assertThat(attempt(undo(PUT, WAS_ABSENT)).result()).isEqualTo(DONE);

        assertThat(value()).isEmpty();
        assertThat(writes()).isEqualTo(1);
    }

    @Test
    void putsBackEvenWhatSomebodyHasDeletedMeanwhile() {
        assertThat(attempt(undo(PUT, WAS_2)).result()).isEqualTo(DONE);

        assertThat(value()).contains("2");
    }

    @Test
    void hasNothingToPutBackWhereNothingIsRemembered() {
        stands("6");

        assertThat(attempt(undo(PUT, Map.of())).result()).isEqualTo(DONE);

        assertThat(value()).contains("6");
        assertThat(world.ssm.calls()).isEmpty();
    }

    @Test
    void refusesAStaleFenceAndLooksAtNothing() {
        try (var elsewhere = new World()) {
            var other = fence(18, EAST, "p18");
            elsewhere.seed(records(EAST), record(other));

            var outcome = elsewhere.steps().attempt(again(PUT, "previous", WAS_2));

            assertThat(((Refused) outcome.result()).why()).isEqualTo(Refusal.STALE_FENCE);
            assertThat(outcome.fenceSeen()).isEqualTo(other);
            assertThat(elsewhere.ssm.calls()).isEmpty();
        }
    }

    @Test
    void failsForNowWhenThrottledAndWhenTheServiceFails() {
        stands("2");
        var second = again(PUT, "previous", WAS_2);

        world.ssm.faults().inject(ParameterOperation.GET, Ssm.throttling());
        assertRetryable(attempt(second), "throttled");
        world.ssm.faults().inject(ParameterOperation.PUT, Ssm.throttling());
        assertRetryable(attempt(second), "throttled");
        world.ssm.faults().inject(ParameterOperation.PUT, Ssm.internalError());
        assertRetryable(attempt(second), "server-error");

        assertThat(world.ssm.calls())
                .as("nothing is tried twice within an attempt")
                .hasSize(5);
        assertThat(value()).contains("2");
    }

    @Test
    void failsForGoodWhenAwsCallsTheNameWrong() {
        var wrong = act(CLAIM, new StepArguments.SsmPut(REGION, "/aws/size", "6"));

        var outcome = attempt(again(wrong, "previous", WAS_ABSENT));

        assertThat(outcome.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("invalid-input");
            assertThat(failed.retryable()).isFalse();
        });
    }

    @Test
    void doesNotTouchASecretSinceItsValueWouldHaveToTravel() {
        world.ssm.put(REGION, NAME, "SecureString", "open sesame");

        var outcome = attempt(PUT);

        assertThat(outcome.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("secure-string");
            assertThat(failed.retryable()).isFalse();
            assertThat(failed.detail()).doesNotContain("open sesame");
        });
        assertThat(outcome.previous()).isEmpty();
    }

    @Test
    void countsItsCallsAndKeepsRegionsApart() {
        stands("2");
        world.ssm.put("us-east-1", NAME, "String", "9");

        attempt(again(PUT, "previous", WAS_2));

        assertThat(world.ssm.parameter("us-east-1", NAME).orElseThrow().value()).isEqualTo("9");
        assertThat(world.meters
                        .counter("signalbox.ssm.requests", "action", "PutParameter", "result", "ok")
                        .count())
                .isEqualTo(1);
    }

    private static void assertRetryable(StepOutcome outcome, String cause) {
        assertThat(outcome.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo(cause);
            assertThat(failed.retryable()).isTrue();
        });
    }
}
