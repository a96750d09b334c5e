package io.signalbox.decision.simulation;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Traffic returns only after the site was seen to be UP for as long as the policy says, by the verdicts that a cell has
 * published and without the time in which it has read no result of the site.
 */
final class FailbackOracle {

    /** By which a clock may differ from the world's, and what is read a moment later than it was stored. */
    private static final long MOMENTS = 3_000;

    private record Place(CellName cell, ServiceName service, SiteName site) {}

    /** @param from in milliseconds of the world @param lasted how much of it surely counts as blind */
    private record Blind(long from, long lasted) {}

    private final Agenda agenda;
    private final Topology topology;
    private final Judge judge;
    /** How long a result of a site counts at most, in milliseconds. */
    private final Map<ServiceName, Map<SiteName, Long>> freshness;

    private final Map<Place, Instant> upSince = new HashMap<>();
    private final Map<Place, Long> read = new HashMap<>();
    private final Map<Place, List<Blind>> blind = new HashMap<>();
    private boolean clocksAreRight = true;

    FailbackOracle(Agenda agenda, Topology topology, Judge judge) {
        this.agenda = agenda;
        this.topology = topology;
        this.judge = judge;
        this.freshness = topology.services().stream()
                .collect(Collectors.toMap(Service::name, service -> service.sites().stream()
                        .collect(Collectors.toMap(Site::name, FailbackOracle::freshness))));
    }

    void clocksAreWrong() {
        clocksAreRight = false;
    }

    /** A cell reads what was stored at a moment of the world. Of a site that has another name by now nothing is known here. */
    void reads(CellName cell, Observation observation, long stored) {
        long fresh = freshness.getOrDefault(observation.service(), Map.of()).getOrDefault(observation.site(), 0L);
        if (fresh == 0 || agenda.now() - stored > fresh) {
            return;
        }
        var place = new Place(cell, observation.service(), observation.site());
        Long before = read.put(place, agenda.now());
        if (before != null && agenda.now() - before > 2 * fresh + MOMENTS) {
            long gap = agenda.now() - before;
            blind.computeIfAbsent(place, _ -> new ArrayList<>()).add(new Blind(before, gap - fresh - MOMENTS));
        }
    }

    void heard(CellName cell, SiteVerdict verdict) {
        var place = new Place(cell, verdict.service(), verdict.site());
        if (verdict.verdict() == Verdict.UP) {
            upSince.put(place, verdict.since());
        } else {
            upSince.remove(place);
        }
    }

    void begins(CellName cell, ServiceName service, JournalEntry entry) {
        SiteName to = entry.to();
        Instant since = to == null ? null : upSince.get(new Place(cell, service, to));
        if (since == null || !clocksAreRight || topology.service(service).isEmpty()) {
            return;
        }
        var place = new Place(cell, service, to);
        long unseen = blind.getOrDefault(place, List.of()).stream()
                .filter(time -> Agenda.instantAt(time.from() + MOMENTS).isAfter(since))
                .mapToLong(Blind::lasted)
                .sum();
        long seen = Duration.between(since, entry.at()).toMillis() - unseen;
        long stableFor = topology.service(service)
                .orElseThrow()
                .policy()
                .failback()
                .stableFor()
                .toMillis();
        judge.require(
                seen > stableFor - MOMENTS,
                "traffic returns only after its site was seen to be UP for as long as the policy says",
                () -> Words.of(entry) + ": UP since " + since + ", unseen for " + unseen + " ms of it, must be "
                        + stableFor + " ms");
    }

    private static long freshness(Site site) {
        return site.probes().stream()
                .mapToLong(probe -> probe.freshness().toMillis())
                .max()
                .orElse(0);
    }
}
