package io.signalbox.decision.simulation;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.FailureWindow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a cell's DOWN must rest on: enough vantages, each of which has seen {@code fall} failures since this life of the
 * decision-service began and since it was last known to be sick. Counts for itself.
 */
final class EvidenceRules {

    private record Seen(ServiceName service, VantageName vantage, SiteName site, ProbeName probe) {}

    private record Speaker(ServiceName service, VantageName vantage) {}

    /** @param sequence of the newest observation, so that one that comes twice counts once */
    private record Failures(String run, long sequence, int count) {}

    private final Topology topology;
    private final Invariants invariants;
    private final Consumer<Log.Entry<Observation>> reader;
    private final Map<Seen, Failures> failures = new HashMap<>();
    private final Map<Speaker, Instant> newest = new HashMap<>();

    /** @param reader of all that the cell reads */
    EvidenceRules(Topology topology, Invariants invariants, Consumer<Log.Entry<Observation>> reader) {
        this.reader = reader;
        this.topology = topology;
        this.invariants = invariants;
    }

    /** The process is gone, and its counters with it. */
    void forget() {
        failures.clear();
        newest.clear();
    }

    void delivered(Log.Entry<Observation> entry) {
        reader.accept(entry);
        Observation observation = entry.value();
        var speaker = new Speaker(observation.service(), observation.vantage());
        Instant measured = entry.appended().minusNanos(observation.ageMicros() * 1_000);
        Instant last = newest.merge(speaker, measured, (known, next) -> next.isBefore(known) ? known : next);
        boolean late = measured.isBefore(last);
        if (!observation.vantageHealth().healthy()) {
            if (!late) {
                failures.keySet()
                        .removeIf(seen -> seen.service().equals(speaker.service())
                                && seen.vantage().equals(speaker.vantage()));
            }
        } else if (observation.result() instanceof ProbeResult.Failed) {
            failed(observation);
        }
    }

    private void failed(Observation observation) {
        var seen = new Seen(observation.service(), observation.vantage(), observation.site(), observation.probe());
        failures.merge(
                seen,
                new Failures(observation.run(), observation.sequence(), 1),
                (known, one) -> known.run().equals(one.run()) && one.sequence() <= known.sequence()
                        ? known
                        : new Failures(one.run(), one.sequence(), known.count() + 1));
    }

    /** @param former what was concluded before; null for nothing */
    void concluded(@Nullable SiteVerdict former, SiteVerdict verdict) {
        boolean news = former == null || former.verdict() != verdict.verdict();
        if (!news || verdict.verdict() != Verdict.DOWN) {
            return;
        }
        Site site = topology.service(verdict.service())
                .flatMap(service -> service.site(verdict.site()))
                .orElse(null);
        if (site == null) {
            return;
        }
        long founded = verdict.votes().stream()
                .filter(vote -> vote.counts() && vote.verdict() == Verdict.DOWN)
                .filter(vote -> isDown(verdict.service(), site, vote.vantage()))
                .count();
        invariants.require(
                founded >= verdict.needed(),
                "DOWN rests on enough failures that enough healthy vantages have seen",
                () -> founded + " of " + verdict.needed() + " votes are founded: " + verdict.reason());
    }

    /** So many probes have failed often enough that those that must pass can no longer be had. */
    private boolean isDown(ServiceName service, Site site, VantageName vantage) {
        List<Probe> deciding = site.probes().stream()
                .filter(probe -> probe.role() == Probe.Role.HEALTH)
                .toList();
        long failed = deciding.stream()
                .filter(probe -> failuresOf(new Seen(service, vantage, site.name(), probe.name())) >= enough(probe))
                .count();
        return deciding.size() - failed < site.passing();
    }

    private static int enough(Probe probe) {
        FailureWindow window = probe.window();
        return window == null ? probe.fall() : Math.min(probe.fall(), window.failures());
    }

    private int failuresOf(Seen seen) {
        return failures.getOrDefault(seen, new Failures("", 0, 0)).count();
    }
}
