package io.signalbox.actuator.core;

import io.signalbox.contract.Action;
import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;

/**
 * Tells somebody what happens to a service.
 *
 * @param <A> the step's arguments
 */
public interface Messenger<A extends Action> {

    /**
     * Sends one message once, and is back when the turn ends. In every attempt at a step it carries the same key, where it
     * can carry one, so that the receiver can tell a repetition from news.
     *
     * @param command what it is about
     * @param fence as it stands
     */
    void tell(A to, Command command, Fence fence, ActionAttempt turn) throws ActionFailedException;
}
