package io.signalbox.probe.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.signalbox.contract.Cause;
import io.signalbox.contract.Observation;
import io.signalbox.contract.ProbeName;
import io.signalbox.contract.ProbeResult;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.Timings;
import io.signalbox.contract.VantageHealth;
import io.signalbox.contract.VantageName;
import io.signalbox.probe.brokers.SslEngines;

/** What Jackson writes here, for the native image. */
@RegisterForReflection(
        targets = {
            Cause.class,
            SslEngines.class,
            Observation.class,
            ProbeName.class,
            ProbeResult.class,
            ProbeResult.Passed.class,
            ProbeResult.Failed.class,
            ServiceName.class,
            SiteName.class,
            Timings.class,
            VantageHealth.class,
            VantageName.class
        })
final class NativeTypes {

    private NativeTypes() {}
}
