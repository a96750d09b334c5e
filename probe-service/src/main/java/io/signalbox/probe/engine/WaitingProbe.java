package io.signalbox.probe.engine;

import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.ConnectFailure;
import io.signalbox.probe.core.ConcurrencyLimit;

/** A probe that waits for admission and learns from the results of others. Called on any thread. */
interface WaitingProbe extends ConcurrencyLimit.Listener {

    /** Another probe failed to connect to the target. */
    void unconnected(ConnectFailure failure, CheckResult checkResult);

    /** Another probe connected to the target again. */
    void reachable();
}
