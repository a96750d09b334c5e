package io.signalbox.actuator.core;

import io.signalbox.contract.topology.Service;
import java.util.Optional;

/** Finishes a move by signal that was left incomplete. Any cell may call it at any time; it acts once. */
public interface SignalUpkeep {

    /** Blocks for at most {@link StepExecutor#LIMIT}; never throws. */
    void finish(Service service);

    /**
     * Lets routing controls follow a signal, if the cell that has written it could not. Blocks and throws as {@link #finish}.
     *
     * @param standby whether the fence says that traffic goes to the standby
     */
    void steer(Service service, boolean standby);

    /**
     * Whether the traffic records follow the signal; an older topology may have left others, which the signal does not
     * move.
     *
     * @return empty when they follow it, or when this is not known now
     */
    Optional<String> unheeded(Service service);
}
