package io.signalbox.bench;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import java.util.ArrayList;
import java.util.List;

/** Observations of one service from all vantages in turn, one failure in eight. */
final class SampleObservations {

    private static final int ROUNDS = 10_000;
    private static final int FAILS_ONE_IN = 8;
    private static final Timings TOOK = Timings.total(1_000);

    private SampleObservations() {}

    static List<Observation> of(Topology topology, Service service) {
        var observations = new ArrayList<Observation>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (Site site : service.sites()) {
                for (Probe probe : site.probes()) {
                    for (VantageName vantage : topology.vantages()) {
                        observations.add(one(topology, service, site, probe, vantage, round));
                    }
                }
            }
        }
        return observations;
    }

    private static Observation one(
            Topology topology, Service service, Site site, Probe probe, VantageName vantage, int round) {
        ProbeResult result = round % FAILS_ONE_IN == 0
                ? new ProbeResult.Failed(TOOK, Cause.REFUSED, "connection refused")
                : new ProbeResult.Passed(TOOK);
        return new Observation(
                Observation.VERSION,
                service.name(),
                site.name(),
                probe.name(),
                vantage,
                "run1",
                round,
                1_500,
                result,
                null,
                VantageHealth.HEALTHY,
                topology.digest(),
                null,
                null);
    }
}
