package io.signalbox.probe.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.evidence.HeardBeat;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.probe.brokers.SslEngines;
import io.signalbox.probe.live.LiveCheck;
import io.signalbox.probe.live.LiveView;
import io.signalbox.probe.once.Breakdown;
import io.signalbox.probe.once.Connection;
import io.signalbox.probe.once.Handshake;
import io.signalbox.probe.once.Millis;

/** What Jackson writes here, for the native image. */
@RegisterForReflection(
        targets = {
            Breakdown.class,
            Breakdown.Ending.class,
            Cause.class,
            CheckHistory.class,
            Connection.class,
            Connection.Exchange.class,
            Handshake.class,
            Handshake.Shown.class,
            HeardBeat.class,
            LiveCheck.class,
            LiveCheck.Ending.class,
            LiveView.class,
            Millis.class,
            OnceAnswer.class,
            Probe.Role.class,
            SslEngines.class,
            Observation.class,
            ProbeName.class,
            ProbeResult.class,
            ProbeResult.Passed.class,
            ProbeResult.Failed.class,
            ServiceName.class,
            SiteName.class,
            Timings.class,
            Trouble.class,
            VantageHealth.class,
            VantageName.class
        })
final class NativeTypes {

    private NativeTypes() {}
}
