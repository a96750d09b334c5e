package io.signalbox.actuator.core;

import io.signalbox.contract.Outcome;

/** Where outcomes go. */
public interface OutcomeSink {

    /** Returns when the outcome is stored for good; throws when that is not certain. Blocks for seconds at most. */
    void publish(Outcome outcome);
}
