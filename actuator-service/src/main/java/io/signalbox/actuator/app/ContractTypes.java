package io.signalbox.actuator.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.signalbox.actuator.notify.Message;
import io.signalbox.contract.Command;
import io.signalbox.contract.Outcome;

/**
 * Registers for the native executable what Jackson reads and writes here: these types, the types of their fields, and all
 * classes that implement one of them, such as the arguments of each kind of step.
 */
@RegisterForReflection(
        targets = {Command.class, Outcome.class, Message.class},
        registerFullHierarchy = true)
final class ContractTypes {

    private ContractTypes() {}
}
