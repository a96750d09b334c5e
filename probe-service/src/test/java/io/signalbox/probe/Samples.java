package io.signalbox.probe;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.PendingObservation;
import java.time.Duration;

/** Values that tests begin with. */
public final class Samples {

    private Samples() {}

    public static CheckName check(String service) {
        return new CheckName(new ServiceName(service), new SiteName("us-east-1"), new ProbeName("health"));
    }

    /** Passed, with a freshness of five seconds. */
    public static PendingObservation measured(CheckName check, long sequence, long measuredNanos) {
        return measured(check, sequence, measuredNanos, true);
    }

    public static PendingObservation measured(CheckName check, long sequence, long measuredNanos, boolean news) {
        var observation = new Observation(
                Observation.VERSION,
                check.service(),
                check.site(),
                check.probe(),
                new VantageName("eu-west-1"),
                "run-1",
                sequence,
                0,
                new ProbeResult.Passed(Timings.total(700)),
                null,
                VantageHealth.HEALTHY,
                "digest",
                null,
                null);
        return new PendingObservation(check, observation, measuredNanos, Duration.ofSeconds(5), news);
    }
}
