package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.undo;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.sandbox.aws.Fault;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind that can be put back. */
class RememberedTest extends TrialsTest {

    @ParameterizedTest
    @MethodSource("remembered")
    void tellsWhatWasThereBeforeItChangesAnything(String kind) {
        Trial trial = prepared(kind);

        var outcome = attempt(command(trial));

        assertThat(outcome.result()).isInstanceOfSatisfying(InProgress.class, told -> {
            assertThat(told.accepted()).isFalse();
            assertThat(told.token()).isEqualTo("previous");
        });
        assertThat(outcome.previous()).isNotEmpty();
        assertThat(state(trial)).isEqualTo(trial.was());
        assertThat(writes(trial)).isZero();
    }

    @ParameterizedTest
    @MethodSource("remembered")
    void tellsTheSameAgainUntilThatIsStored(String kind) {
        Trial trial = prepared(kind);

        attempt(command(trial));
        attempt(command(trial));
        attempt(again(command(trial), null));

        assertThat(allTold()).hasSize(1);
        assertThat(writes(trial)).isZero();
    }

    @ParameterizedTest
    @MethodSource("remembered")
    void aFirstAttemptThatIsDeliveredAgainLateForgetsNothing(String kind) {
        Trial trial = prepared(kind);
        carryOut(command(trial));

        var late = attempt(command(trial));

        assertDone(late);
        assertThat(late.previous()).isEmpty();
        assertThat(writes(trial)).isEqualTo(1);
    }

    /** However the change and the way back die, what is put back is what was there at first. */
    @ParameterizedTest
    @MethodSource("remembered")
    void putsBackExactlyWhatWas(String kind) {
        Trial trial = prepared(kind);
        trial.write().accept(world.outside, Fault.lostAfter());
        carryOut(command(trial));
        Map<String, String> previous = allTold().getFirst();
        assertThat(allTold()).containsExactly(previous);
        trial.write().accept(world.outside, Fault.lostAfter());

        carryOut(undo(command(trial), previous));

        assertThat(state(trial)).isEqualTo(trial.was());
        assertThat(writes(trial)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("remembered")
    void hasNothingToPutBackWhereNothingIsRemembered(String kind) {
        Trial trial = prepared(kind);

        assertDone(attempt(undo(command(trial), Map.of())));

        assertThat(calls(trial)).isZero();
    }

    @ParameterizedTest
    @MethodSource("remembered")
    void doesNotPutBackWhatIsNoneOfItsValues(String kind) {
        Trial trial = prepared(kind);

        var outcome = attempt(undo(command(trial), Map.of("colour", "red")));

        assertFailed(outcome, "previous-unreadable", false);
        assertThat(writes(trial)).isZero();
    }

    @ParameterizedTest
    @MethodSource("remembered")
    void failsForNowWhenTheChangeIsThrottled(String kind) {
        Trial trial = prepared(kind);
        var second = again(command(trial), null, attempt(command(trial)).previous());

        trial.write().accept(world.outside, trial.words().throttling());
        assertFailed(attempt(second), trial.words().throttled(), true);
        trial.write().accept(world.outside, trial.words().breaking());
        assertFailed(attempt(second), trial.words().broken(), true);

        assertThat(state(trial)).isEqualTo(trial.was());
        carryOut(second);
        assertThat(state(trial)).isEqualTo(trial.becomes());
    }
}
