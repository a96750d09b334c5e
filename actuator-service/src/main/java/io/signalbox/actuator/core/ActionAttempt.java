package io.signalbox.actuator.core;

import io.signalbox.contract.Command;
import java.time.Duration;

/**
 * One attempt beside the name: which one it is, and how long its calls may take all together.
 *
 * @param attempt from 1
 * @param end by {@link System#nanoTime}
 */
public record ActionAttempt(int attempt, long end) {

    /** With this and the look at the fence the limit of {@link StepExecutor} is kept. */
    public static final Duration LIMIT = Duration.ofSeconds(3);

    public static ActionAttempt begin(Command command) {
        return new ActionAttempt(command.attempt(), System.nanoTime() + LIMIT.toNanos());
    }

    /** Zero when nothing is left. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
