package io.signalbox.actuator.core;

import io.signalbox.contract.Command;
import io.signalbox.contract.step.StepArguments;
import java.time.Duration;

/**
 * Executes one kind of step. Called again with the same command, or a later attempt of it, it recognizes what is
 * already done; it stores nothing itself. Blocks for at most {@link #LIMIT}; anything longer is reported as in
 * progress.
 */
public interface StepExecutor<A extends StepArguments> {

    Duration LIMIT = Duration.ofSeconds(5);

    AttemptResult converge(Command command, A arguments);
}
