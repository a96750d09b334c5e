package io.signalbox.actuator.core;

import io.signalbox.contract.step.Action;

/** Executes the calls of one kind of action. @param <A> the kind's arguments */
public sealed interface ActionHandler<A extends Action> permits Adjustable, Irreversible, Messenger {

    Class<A> type();
}
