package io.signalbox.probe.core;

/** Takes observations for publication. Never blocks, never throws: an observation waits, or a newer one replaces it. */
public interface ObservationSink {

    void publish(PendingObservation measured);

    /** The topology no longer contains the check. */
    void forget(CheckName check);
}
