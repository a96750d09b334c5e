package io.signalbox.actuator.core;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepArguments;
import java.time.Duration;

/**
 * Makes one kind of step true. Called again with the same command, or a later attempt of it, it recognises what is
 * already done; it remembers nothing itself. Blocks for at most {@link #LIMIT}; what takes longer is in progress.
 */
public interface StepExecutor<A extends StepArguments> {

    Duration LIMIT = Duration.ofSeconds(5);

    AttemptResult converge(Command command, A arguments);
}
