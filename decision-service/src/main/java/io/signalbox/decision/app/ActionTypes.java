package io.signalbox.decision.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.signalbox.contract.Action;

/** Registers every class that implements {@link Action}, and what its fields consist of, for the native executable. */
@RegisterForReflection(targets = Action.class, registerFullHierarchy = true)
final class ActionTypes {

    private ActionTypes() {}
}
