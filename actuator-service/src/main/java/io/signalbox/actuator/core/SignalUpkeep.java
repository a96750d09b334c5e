package io.signalbox.actuator.core;

import io.signalbox.contract.topology.Service;
import java.util.Optional;

/** Finishes a move by signal that was left incomplete. May be called at any time and by anybody; it acts once. */
public interface SignalUpkeep {

    /** Blocks for at most {@link StepExecutor#LIMIT}; never throws. */
    void finish(Service service);

    /**
     * Whether the traffic records follow the signal; an older topology may have left others, which the signal does not
     * move.
     *
     * @return empty when they follow it, or when this is not known now
     */
    Optional<String> unheeded(Service service);
}
