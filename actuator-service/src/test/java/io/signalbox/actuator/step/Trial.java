package io.signalbox.actuator.step;

import io.signalbox.actuator.Outside;
import io.signalbox.contract.step.Action;
import io.signalbox.sandbox.aws.Fault;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One kind of action, with all that is needed to try it.
 *
 * @param action what is asked for
 * @param prepare puts there what it acts on
 * @param state what stands there; for a message, how many different ones were heard
 * @param was the state before
 * @param becomes the state when it is done
 * @param look makes something go wrong with its next look
 * @param write makes something go wrong with its next change
 * @param writes how many changes were taken
 * @param calls how many requests came in, whatever became of them
 * @param words how it fails
 */
public record Trial(
        Function<Outside, Action> action,
        Consumer<Outside> prepare,
        Function<Outside, Object> state,
        Object was,
        Object becomes,
        BiConsumer<Outside, Fault> look,
        BiConsumer<Outside, Fault> write,
        ToLongFunction<Outside> writes,
        ToLongFunction<Outside> calls,
        Words words) {

    /** Two failures, and the causes that outcomes give for them. */
    public record Words(Fault throttling, String throttled, Fault breaking, String broken) {
        static final String THROTTLED = "throttled";
        static final String BROKEN = "server-error";
    }

    /** Of one of AWS's services behind the one endpoint. @param look the same as {@code write} for a message */
    static Trial cloud(
            Action action,
            Consumer<Outside> prepare,
            Function<Outside, Object> state,
            Object was,
            Object becomes,
            String look,
            String write) {
        return new Trial(
                _ -> action,
                prepare,
                state,
                was,
                becomes,
                (outside, fault) -> outside.cloud.faults().inject(look, fault),
                (outside, fault) -> outside.cloud.faults().inject(write, fault),
                outside -> outside.cloud.calls().stream()
                        .filter(call -> (call.service() + ":" + call.operation()).equals(write))
                        .filter(call -> call.accepted())
                        .count(),
                outside -> outside.cloud.calls().size(),
                new Words(Fault.throttling(), Words.THROTTLED, Fault.internalError(), Words.BROKEN));
    }
}
