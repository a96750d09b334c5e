package io.signalbox.probe.engine;

import io.signalbox.contract.name.VantageName;
import io.signalbox.probe.core.Outlet;
import io.signalbox.probe.wire.Network;
import java.util.function.LongConsumer;

/**
 * What the checks of one prober share.
 *
 * @param run a fresh name for this life of the process
 * @param originNanos what the grids of all checks count from: when the wall clock began, on the monotonic one
 * @param kinds what checks do
 * @param lateness told by how many nanoseconds each probe began late; cheap, for any thread
 */
public record Surroundings(
        VantageName vantage,
        String run,
        long originNanos,
        Network network,
        Kinds kinds,
        Outlet outlet,
        LongConsumer lateness) {}
