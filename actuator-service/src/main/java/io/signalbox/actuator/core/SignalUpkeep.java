package io.signalbox.actuator.core;

import io.signalbox.contract.topology.Service;

/** Finishes what a move by signal has left half done. May be asked at any time, by anybody, and does it once. */
public interface SignalUpkeep {

    /** Blocks for at most {@link StepExecutor#LIMIT}; never throws. */
    void finish(Service service);
}
