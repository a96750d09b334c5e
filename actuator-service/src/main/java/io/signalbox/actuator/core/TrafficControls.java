package io.signalbox.actuator.core;

import io.signalbox.contract.dns.SignalControls;

/** Moves the traffic of a service whose signal no health check reads. */
public interface TrafficControls {

    /**
     * Sets both controls at once, unless they are set so already. Repeating it does no harm. The caller has just read a
     * signal or a fence that demands it.
     *
     * @param standby whether traffic goes to the standby
     * @return whether something was changed
     */
    boolean steer(SignalControls controls, boolean standby, ActionAttempt turn) throws ActionFailedException;
}
