package io.signalbox.probe.engine;

import io.signalbox.contract.name.VantageName;
import io.signalbox.probe.core.ObservationSink;
import io.signalbox.probe.wire.Network;

/**
 * What all checks of one engine share.
 *
 * @param run a fresh identifier of this process
 * @param originNanos when the wall clock was at 0, on the monotonic clock: origin of all schedules
 * @param lateness receives each probe's start delay
 */
public record EngineContext(
        VantageName vantage,
        String run,
        long originNanos,
        Network network,
        CheckerFactory kinds,
        ObservationSink sink,
        StartLateness lateness) {}
