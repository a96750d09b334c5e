package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.notice;
import static io.signalbox.actuator.Orders.undo;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.aws.Fault;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind that tells somebody something. */
class ToldTest extends TrialsTest {

    @ParameterizedTest
    @MethodSource("told")
    void diesBeforeItIsHeardAndIsHeardOnceAfterTheRestart(String kind) {
        Trial trial = prepared(kind);
        trial.write().accept(world.outside, Fault.lostBefore());

        assertFailed(attempt(command(trial)), "connection", true);
        assertThat(state(trial)).isEqualTo(trial.was());
        assertDone(attempt(command(trial)));

        assertThat(state(trial)).isEqualTo(trial.becomes());
        assertThat(writes(trial)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("told")
    void diesAfterItIsHeardAndRepeatsItselfSoThatItCanBeRecognised(String kind) {
        Trial trial = prepared(kind);
        trial.write().accept(world.outside, Fault.lostAfter());

        assertFailed(attempt(command(trial)), "connection", true);
        assertDone(attempt(again(command(trial), null)));

        assertThat(writes(trial)).isEqualTo(2);
        assertThat(state(trial)).isEqualTo(trial.becomes());
    }

    @ParameterizedTest
    @MethodSource("told")
    void saysNothingWhenItIsToBeUndone(String kind) {
        Trial trial = prepared(kind);

        assertDone(attempt(undo(command(trial), Map.of("value", "2"))));

        assertThat(calls(trial)).isZero();
    }

    @ParameterizedTest
    @MethodSource("told")
    void aNoticeIsTrueWhateverTheFenceIs(String kind) {
        Trial trial = prepared(kind);
        var other = fence(18, EAST, "p18");

        var outcome = attempt(notice("n5-0", other, trial.action().apply(world.outside), "drill begins"));

        assertDone(outcome);
        assertThat(state(trial)).isEqualTo(trial.becomes());
    }
}
