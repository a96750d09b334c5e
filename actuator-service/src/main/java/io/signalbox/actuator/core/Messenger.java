package io.signalbox.actuator.core;

import io.signalbox.contract.Command;
import io.signalbox.contract.Fence;
import io.signalbox.contract.StepArguments;
import java.time.Duration;

/** Tells somebody what happens to a service. */
public interface Messenger {

    /** How long {@link #tell} may block. */
    Duration LIMIT = Duration.ofSeconds(3);

    /**
     * Sends one message once. In every attempt at a step it carries the same key, so that the receiver can tell a
     * repetition from news.
     *
     * @param command what it is about
     * @param fence as it stands
     */
    void tell(StepArguments.Webhook to, Command command, Fence fence) throws ActionFailedException;
}
