package io.signalbox.actuator.core;

import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;
import java.time.Duration;

/**
 * One attempt at an action beside the DNS name, with the deadline of all its calls.
 *
 * @param attempt from 1
 * @param end by {@link System#nanoTime}
 */
public record ActionAttempt(int attempt, long end) {

    /** Together with the read of the fence, this keeps the limit of {@link StepExecutor}. */
    public static final Duration LIMIT = Fence.LONGEST_ACT;

    public static ActionAttempt begin(Command command) {
        return new ActionAttempt(command.attempt(), Deadline.after(LIMIT));
    }

    /** The remaining time; zero when it is over. */
    public Duration left() {
        return Deadline.left(end);
    }
}
