package io.signalbox.decision.simulation;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Topology;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** No move begins to a site that has failed too often, counted from the verdicts that a cell has published. */
final class DampingRule {

    private final Topology topology;
    private final Judge judge;
    private final Map<CellName, Losses> losses = new HashMap<>();
    /** By cell and site, since when its newest verdict was; one that is read once more counts once. */
    private final Map<String, Instant> newest = new HashMap<>();

    private boolean clocksAreRight = true;

    DampingRule(Topology topology, Judge judge) {
        this.topology = topology;
        this.judge = judge;
    }

    void heard(CellName cell, SiteVerdict verdict, Instant now) {
        String place = cell + " " + verdict.service() + " " + verdict.site();
        Instant before = newest.getOrDefault(place, Instant.MIN);
        if (!verdict.since().isBefore(before)) {
            newest.put(place, verdict.since());
            losses.computeIfAbsent(cell, _ -> new Losses(topology)).heard(verdict, now);
        }
    }

    void follows(CellName cell, Topology newer) {
        if (losses.containsKey(cell)) {
            losses.get(cell).retain(newer);
        }
    }

    /** A cell has lost its stores, and with them what it knew of losses. */
    void forgets(CellName cell) {
        losses.remove(cell);
    }

    /** Penalties run down by the cells' clocks. */
    void clocksAreWrong() {
        clocksAreRight = false;
    }

    void begins(CellName cell, ServiceName service, JournalEntry entry) {
        SiteName to = entry.to();
        Losses known = losses.get(cell);
        judge.require(
                !clocksAreRight || to == null || known == null || !known.forbid(service, to, entry.at()),
                "no move begins to a site that is suppressed or held down",
                () -> Words.of(entry));
    }
}
