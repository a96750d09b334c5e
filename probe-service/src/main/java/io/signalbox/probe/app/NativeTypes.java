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
import io.signalbox.probe.live.LiveCheck;
import io.signalbox.probe.live.LiveView;
import io.signalbox.probe.once.CheckReport;
import io.signalbox.probe.once.ConnectionReport;
import io.signalbox.probe.once.HandshakeReport;
import io.signalbox.probe.once.OnceResponse;
import io.signalbox.probe.once.PhaseMillis;

/** Types that Jackson needs by reflection in the native image. */
@RegisterForReflection(
        targets = {
            CheckReport.class,
            CheckReport.Ending.class,
            Cause.class,
            CheckHistory.class,
            ConnectionReport.class,
            ConnectionReport.Exchange.class,
            HandshakeReport.class,
            HandshakeReport.Shown.class,
            HeardBeat.class,
            LiveCheck.class,
            LiveCheck.Ending.class,
            LiveView.class,
            PhaseMillis.class,
            OnceResponse.class,
            Probe.Role.class,
            Observation.class,
            ProbeName.class,
            ProbeResult.class,
            ProbeResult.Passed.class,
            ProbeResult.Failed.class,
            ServiceName.class,
            SiteName.class,
            Timings.class,
            ProblemDetails.class,
            VantageHealth.class,
            VantageName.class
        })
final class NativeTypes {

    private NativeTypes() {}
}
