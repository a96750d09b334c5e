package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.act;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.undo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.signalbox.actuator.World;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.step.ActionKind;
import io.signalbox.contract.step.ActionKinds;
import io.signalbox.sandbox.aws.Fault;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind of action: it dies anywhere, starts anew, and in the end all is as if it had not died. */
class ActionExecutorsTest extends TrialsTest {

    /** Each moment at which an attempt can die, once for each kind. */
    static Stream<Arguments> deaths() {
        return converging().flatMap(kind -> Stream.of("look", "change")
                .flatMap(call -> Stream.of("before", "after").map(when -> arguments(kind, call, when))));
    }

    private static Fault lost(String when) {
        return when.equals("before") ? Fault.lostBefore() : Fault.lostAfter();
    }

    @Test
    void noKindIsForgotten() {
        var kinds = ActionKinds.ALL.stream().map(ActionKind::name).collect(Collectors.toSet());

        assertThat(TRIALS.keySet()).isEqualTo(kinds);
        assertThat(TRIALS.keySet())
                .allSatisfy(kind -> assertThat(action(kind, world).kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void diesAnywhereAndHasItsEffectOnce(String kind, String call, String when) {
        Trial trial = prepared(kind);
        (call.equals("look") ? trial.look() : trial.write()).accept(world.outside, lost(when));

        carryOut(command(trial));

        assertThat(outcomes).as("one attempt has died").anySatisfy(outcome -> assertThat(outcome.result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.cause()).isEqualTo("connection")));
        assertThat(state(trial)).isEqualTo(trial.becomes());
        assertThat(writes(trial)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("converging")
    void writesNothingWhenItIsAlreadySo(String kind) {
        Trial trial = prepared(kind);
        carryOut(command(trial));

        assertDone(attempt(command(trial)));

        assertThat(writes(trial)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    void doesNotPretendToPutBackWhatCannotBe(String kind) {
        Trial trial = prepared(kind);

        var outcome = attempt(undo(command(trial), Map.of("writer", "another")));

        assertFailed(outcome, "one-way", false);
        assertThat(calls(trial)).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void failsForNowWhenThrottledAndWhenTheServiceFails(String kind) {
        Trial trial = prepared(kind);

        trial.look().accept(world.outside, trial.words().throttling());
        assertFailed(attempt(command(trial)), trial.words().throttled(), true);
        trial.look().accept(world.outside, trial.words().breaking());
        assertFailed(attempt(command(trial)), trial.words().broken(), true);

        assertThat(calls(trial)).as("nothing is tried twice within an attempt").isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesAStaleFenceAndLooksAtNothing(String kind) {
        try (var elsewhere = new World()) {
            Trial trial = TRIALS.get(kind);
            trial.prepare().accept(elsewhere.outside);
            var other = fence(18, EAST, "p18");
            elsewhere.seed(records(EAST), record(other));

            var outcome = elsewhere.steps().attempt(act(CLAIM, trial.action().apply(elsewhere.outside)));

            assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                    .isEqualTo(Refusal.STALE_FENCE));
            assertThat(outcome.fenceSeen()).isEqualTo(other);
            assertThat(trial.calls().applyAsLong(elsewhere.outside)).isZero();
        }
    }
}
