package io.signalbox.decision.simulation;

import java.util.function.Supplier;

/** What is done about a rule that is broken. */
@FunctionalInterface
interface Judge {

    /** @throws Violation when it does not hold */
    void require(boolean holds, String rule, Supplier<String> detail);
}
