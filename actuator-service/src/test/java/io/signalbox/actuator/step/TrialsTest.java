package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.act;
import static io.signalbox.actuator.Orders.again;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.Action.Return;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tries every kind of action in the same way. */
abstract class TrialsTest extends OutsideTest {

    static final Map<String, Trial> TRIALS = Trials.all();

    private static final int MOST_ATTEMPTS = 20;

    final List<StepOutcome> outcomes = new ArrayList<>();

    static Stream<String> all() {
        return TRIALS.keySet().stream().sorted();
    }

    static Stream<String> remembered() {
        return having(Return.REMEMBERED);
    }

    static Stream<String> told() {
        return having(Return.NOTHING_TO_DO);
    }

    static Stream<String> oneWay() {
        return having(Return.NONE);
    }

    static Stream<String> converging() {
        return Stream.concat(remembered(), oneWay());
    }

    private static Stream<String> having(Return way) {
        try (var world = new World()) {
            return all().filter(kind -> action(kind, world).wayBack() == way).toList().stream();
        }
    }

    static Action action(String kind, World world) {
        return TRIALS.get(kind).action().apply(world.outside);
    }

    Trial prepared(String kind) {
        Trial trial = TRIALS.get(kind);
        trial.prepare().accept(world.outside);
        assertThat(state(trial)).isEqualTo(trial.was());
        return trial;
    }

    Object state(Trial trial) {
        return trial.state().apply(world.outside);
    }

    long writes(Trial trial) {
        return trial.writes().applyAsLong(world.outside);
    }

    long calls(Trial trial) {
        return trial.calls().applyAsLong(world.outside);
    }

    Command command(Trial trial) {
        return act(CLAIM, trial.action().apply(world.outside));
    }

    @Override
    StepOutcome attempt(Command command) {
        StepOutcome outcome = super.attempt(command);
        outcomes.add(outcome);
        return outcome;
    }

    /** As the decision carries a step out: again and again, with what was told first, until it is done. */
    void carryOut(Command first) {
        Command next = first;
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            StepOutcome outcome = attempt(next);
            switch (outcome.result()) {
                case Done _ -> {
                    return;
                }
                case InProgress waiting -> next = again(next, waiting.token(), known(next, outcome));
                case Failed failed -> {
                    assertThat(failed.retryable()).as(failed.toString()).isTrue();
                    next = again(next, next.token());
                }
                case Refused refused -> throw new AssertionError(refused.toString());
            }
        }
        throw new AssertionError("not done: " + outcomes);
    }

    private static Map<String, String> known(Command command, StepOutcome outcome) {
        return command.previous().isEmpty() ? outcome.previous() : command.previous();
    }

    List<Map<String, String>> allTold() {
        return outcomes.stream()
                .map(StepOutcome::previous)
                .filter(previous -> !previous.isEmpty())
                .distinct()
                .toList();
    }
}
