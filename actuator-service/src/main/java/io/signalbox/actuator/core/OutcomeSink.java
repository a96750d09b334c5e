package io.signalbox.actuator.core;

import io.signalbox.contract.Outcome;

/** Publishes outcomes. */
public interface OutcomeSink {

    /** Returns when the outcome is durably stored; throws when that is not certain. Blocks for seconds at most. */
    void publish(Outcome outcome);
}
