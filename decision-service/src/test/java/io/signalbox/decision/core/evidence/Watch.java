package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.ORDERS;

import io.signalbox.contract.Cause;
import io.signalbox.contract.Observation;
import io.signalbox.contract.ProbeResult;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.Timings;
import io.signalbox.contract.VantageHealth;
import io.signalbox.contract.VantageName;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Feeds an {@link Evidence} with time as a value. */
final class Watch {

    private static final ProbeResult PASSED = new ProbeResult.Passed(Timings.total(1_000));
    private static final ProbeResult FAILED = new ProbeResult.Failed(Timings.total(1_000), Cause.REFUSED, "refused");

    final List<SiteVerdict> changes = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Evidence evidence;
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Watch(Topology topology, List<SiteVerdict> known) {
        evidence = new Evidence(topology, topology.services().getFirst(), known, now);
    }

    Watch after(Duration time) {
        now = now.plus(time);
        changes.addAll(evidence.tick(now));
        return this;
    }

    Watch passes(int times, SiteName site, VantageName... vantages) {
        return sees(times, site, PASSED, VantageHealth.HEALTHY, vantages);
    }

    Watch fails(int times, SiteName site, VantageName... vantages) {
        return sees(times, site, FAILED, VantageHealth.HEALTHY, vantages);
    }

    Watch failsWhileSick(int times, SiteName site, VantageName... vantages) {
        return sees(times, site, FAILED, VantageHealth.sick("references unreachable"), vantages);
    }

    private Watch sees(int times, SiteName site, ProbeResult result, VantageHealth health, VantageName... vantages) {
        for (int i = 0; i < times; i++) {
            now = now.plusMillis(250);
            for (VantageName vantage : vantages) {
                long sequence = sequences.merge(site + "@" + vantage, 1L, Long::sum);
                accept(observation(site, vantage, "run1", sequence, result, health), now);
            }
        }
        return this;
    }

    Watch accept(Observation observation, Instant appended) {
        changes.addAll(evidence.accept(observation, appended, now));
        return this;
    }

    static Observation failure(SiteName site, VantageName vantage, String run, long sequence) {
        return observation(site, vantage, run, sequence, FAILED, VantageHealth.HEALTHY);
    }

    static Observation sickFailure(SiteName site, VantageName vantage, long sequence) {
        return observation(site, vantage, "run1", sequence, FAILED, VantageHealth.sick("references unreachable"));
    }

    private static Observation observation(
            SiteName site, VantageName vantage, String run, long sequence, ProbeResult result, VantageHealth health) {
        return new Observation(
                Observation.VERSION, ORDERS, site, HEALTH, vantage, run, sequence, 1_000, result, null, health, "d1");
    }

    Verdict verdict(SiteName site) {
        return evidence.verdicts().stream()
                .filter(verdict -> verdict.site().equals(site))
                .map(SiteVerdict::verdict)
                .findFirst()
                .orElse(Verdict.UNKNOWN);
    }
}
