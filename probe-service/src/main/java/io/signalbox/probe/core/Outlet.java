package io.signalbox.probe.core;

/** Where observations go. Never blocks, never fails: what cannot leave now waits or gives way to what is newer. */
public interface Outlet {

    void publish(Measured measured);

    /** The check is no longer in the topology. */
    void forget(CheckName check);
}
