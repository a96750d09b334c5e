package io.signalbox.actuator.core;

import io.signalbox.contract.step.Action;
import java.util.Optional;

/** An external resource that a step changes for good. @param <A> the step's arguments */
public non-sealed interface Irreversible<A extends Action> extends ActionHandler<A> {

    /**
     * Reads first; requests the change once if it is neither done nor running. Calls end with their attempt.
     *
     * @return what is waited for, for a person; empty when it is done
     */
    Optional<String> advance(A wanted, ActionAttempt turn) throws ActionFailedException;
}
