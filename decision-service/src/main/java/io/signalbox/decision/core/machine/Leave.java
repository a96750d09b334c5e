package io.signalbox.decision.core.machine;

import io.signalbox.contract.Reason;

/** The governor's answer. */
public sealed interface Leave {

    record Granted() implements Leave {}

    record Held(Reason reason) implements Leave {}
}
