package io.signalbox.actuator.core;

import io.signalbox.contract.Command;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.fence.Fence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at an action beside the DNS name, with the deadline of all its calls.
 *
 * @param attempt from 1
 * @param role with which AWS is called; null for the credentials of the process
 * @param end by {@link System#nanoTime}
 */
public record ActionAttempt(int attempt, long end, @Nullable AwsRole role) {

    /** Together with the read of the fence, this keeps the limit of {@link StepExecutor}. */
    public static final Duration LIMIT = Fence.LONGEST_ACT;

    /** With the credentials of the process. */
    public ActionAttempt(int attempt, long end) {
        this(attempt, end, null);
    }

    public static ActionAttempt begin(Command command) {
        return new ActionAttempt(command.attempt(), Deadline.after(LIMIT), command.role());
    }

    /** The same attempt with a role. */
    public ActionAttempt with(@Nullable AwsRole other) {
        return new ActionAttempt(attempt, end, other);
    }

    /** The remaining time; zero when it is over. */
    public Duration left() {
        return Deadline.left(end);
    }
}
