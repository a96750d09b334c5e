package io.signalbox.actuator.core;

import io.signalbox.contract.Action;
import java.util.Optional;

/**
 * Something outside that a step takes where nothing brings it back from.
 *
 * @param <A> the step's arguments
 */
public interface Irreversible<A extends Action> {

    /**
     * Looks first; asks once, where it is not so and nothing is under way. Calls end with their turn.
     *
     * @return what is waited for, for a person; empty when all is as it shall be
     */
    Optional<String> advance(A wanted, ActionAttempt turn) throws ActionFailedException;
}
