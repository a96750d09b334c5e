package io.signalbox.actuator.core;

import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.Action;

/** Notifies people or systems about a service. @param <A> the step's arguments */
public non-sealed interface Messenger<A extends Action> extends ActionHandler<A> {

    /**
     * Sends one message once, within the attempt's deadline. Each attempt at a step carries the same key if possible,
     * so that the receiver can detect repetitions.
     *
     * @param command what the message is about
     * @param fence the current fence
     */
    void tell(A to, Command command, Fence fence, ActionAttempt turn) throws ActionFailedException;
}
