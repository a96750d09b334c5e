package io.signalbox.probe.engine;

import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.LatestResults;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.wire.AttemptListener;

/** Makes the checker of a configured check. */
@FunctionalInterface
public interface CheckerFactory {

    /** @param latest results of the other checks @param steps of all attempts of the check */
    Checker checker(ConfiguredCheck configured, LatestResults latest, AttemptListener steps);
}
