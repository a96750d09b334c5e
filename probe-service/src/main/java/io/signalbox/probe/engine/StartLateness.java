package io.signalbox.probe.engine;

/** Receives the delay of each probe's start. Cheap, for any thread. */
@FunctionalInterface
public interface StartLateness {

    /** @param inDoubt whether the probe's result may change a verdict */
    void started(long lateNanos, boolean inDoubt);
}
