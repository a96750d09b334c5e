package io.signalbox.actuator.core;

import io.signalbox.contract.topology.Service;
import java.util.Optional;

/** Finishes what a move by signal has left half done. May be asked at any time, by anybody, and does it once. */
public interface SignalUpkeep {

    /** Blocks for at most {@link StepExecutor#LIMIT}; never throws. */
    void finish(Service service);

    /**
     * Whether the traffic records are those that a signal moves; an older topology may have left others, which it would move
     * nothing of.
     *
     * @return empty when that is so, or when it cannot be told now
     */
    Optional<String> unheeded(Service service);
}
