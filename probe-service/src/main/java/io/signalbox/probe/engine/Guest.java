package io.signalbox.probe.engine;

import io.signalbox.probe.core.Turnstile;
import io.signalbox.probe.wire.ConnectFailure;
import io.signalbox.probe.wire.Finding;

/** A probe that waits for its turn and hears meanwhile what becomes of others. Told on any thread. */
interface Guest extends Turnstile.Visitor {

    /** Another has failed to connect to the target. */
    void unconnected(ConnectFailure failure, Finding finding);

    /** Another has connected where nobody could. */
    void reachable();
}
