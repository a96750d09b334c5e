package io.signalbox.decision.core.rehearsal;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.ORDERS;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A rehearsal with vantages that probe, and what it has told. */
public final class Scene implements Listener {

    public final List<Move> moves = new ArrayList<>();
    public final List<JournalEntry> journal = new ArrayList<>();
    public final PretendedVantages vantages;
    public final Rehearsal rehearsal;
    public Instant now = Instant.parse("2026-01-01T00:00:00Z");

    public Scene(Topology topology) {
        rehearsal = new Rehearsal(topology, CELL, service -> service.preferred().name(), now, this);
        vantages = new PretendedVantages(topology, rehearsal, now);
    }

    /** The orders service with another policy beside its own. */
    public static Topology shadowed(Policy policy, Policy shadow) {
        Topology topology = Orders.topology(policy);
        Service service = topology.services().getFirst();
        Service beside = new Service(
                service.name(),
                service.hostname(),
                service.dns(),
                service.sites(),
                policy,
                shadow,
                service.plans(),
                service.drills(),
                service.maintenance(),
                Reporting.NONE);
        return new Topology(
                topology.cells(),
                topology.vantages(),
                List.of(),
                List.of(beside),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                "d1");
    }

    public Scene passes(Duration time) {
        now = now.plus(time);
        vantages.probe(now);
        return this;
    }

    @Override
    public void moved(Move move) {
        moves.add(move);
    }

    @Override
    public void journalled(JournalEntry entry) {
        journal.add(entry);
    }

    List<SiteName> ways() {
        return moves.stream().map(Move::to).toList();
    }

    SiteName active() {
        return rehearsal.state(ORDERS).active();
    }

    List<JournalEntry> entries(String kind) {
        return journal.stream().filter(entry -> entry.kind().equals(kind)).toList();
    }
}
