package io.signalbox.decision.simulation;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.simulation.Oracle.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What persons and policies have said, and whether moves keep to it. */
final class OrderBook {

    /** By which the clock of a cell may be off, and jump when its process is another. */
    private static final int CLOCKS = 5_000;

    private record Place(CellName cell, ServiceName service) {}

    private record Forced(CellName cell, ServiceName service, SiteName to) {}

    private final Agenda agenda;
    private final Topology topology;
    private final Judge judge;
    private final Set<Forced> forced = new HashSet<>();
    private final Map<Place, Instant> frozen = new HashMap<>();
    private final Map<CellName, Instant> allFrozen = new HashMap<>();
    private final Map<Place, Directive> wanted = new HashMap<>();
    /** Whose last start has moved no traffic yet. */
    private final Set<Place> unmoved = new HashSet<>();
    /** Orders by cell and id: what comes twice is one order. */
    private final Set<String> known = new HashSet<>();

    private final Set<Place> approved = new HashSet<>();
    private final Map<CellName, List<Long>> starts = new HashMap<>();
    private final Map<ServiceName, SiteName> visiting = new HashMap<>();
    private final Map<Place, Long> entries = new HashMap<>();
    private boolean clocksAreRight = true;
    private boolean storesMayBeLost;

    OrderBook(Agenda agenda, Topology topology, Judge judge) {
        this.agenda = agenda;
        this.topology = topology;
        this.judge = judge;
    }

    /** Rules that go by the cells' clocks do not apply any more. */
    void clocksAreWrong() {
        clocksAreRight = false;
    }

    void storesMayBeLost() {
        storesMayBeLost = true;
    }

    /** A person has given an order, which is on its way. */
    void given(CellName cell, Directive directive) {
        ServiceName service = directive.service();
        if (service == null) {
            return;
        }
        var place = new Place(cell, service);
        switch (directive.order()) {
            case Directive.Override override -> {
                wanted.put(place, directive);
                visiting.remove(service);
                if (override.force()) {
                    forced.add(new Forced(cell, service, override.target()));
                }
            }
            case Directive.Release _ -> wanted.put(place, directive);
            default -> {
                // No traffic is ordered anywhere.
            }
        }
    }

    /** A cell has heard of an order. One that asks for a version may be refused. */
    void heard(CellName cell, Directive directive) {
        if (!known.add(cell + " " + directive.id())) {
            return;
        }
        boolean certain = directive.expectedVersion() == null;
        ServiceName service = directive.service();
        switch (directive.order()) {
            case Directive.Freeze freeze
            when certain -> {
                Instant until = freeze.until() == null ? Instant.MAX : freeze.until();
                if (service == null) {
                    allFrozen.put(cell, until);
                } else {
                    frozen.put(new Place(cell, service), until);
                }
            }
            case Directive.Freeze _ -> {
                // It may be refused, or replace an earlier one that lasted longer.
                allFrozen.remove(cell);
                frozen.keySet().removeIf(place -> place.cell().equals(cell));
            }
            case Directive.Thaw _ when service == null -> allFrozen.remove(cell);
            case Directive.Thaw _ -> frozen.remove(new Place(cell, service));
            case Directive.Approve _
            when service == null -> topology.services().forEach(each -> approved.add(new Place(cell, each.name())));
            case Directive.Approve _ -> approved.add(new Place(cell, service));
            default -> {
                // Says nothing of what may begin.
            }
        }
    }

    /** Whether a person has ever forced traffic to a site. */
    boolean forced(CellName cell, ServiceName service, SiteName to) {
        return forced.contains(new Forced(cell, service, to));
    }

    /** One brain numbers its entries one by one. A lost store begins anew. */
    void numbered(CellName cell, JournalEntry entry) {
        if (entry.service() == null) {
            return;
        }
        if (entry.kind().equals("re-adopted")) {
            // What was approved was this.
            approved.remove(new Place(cell, entry.service()));
        }
        Long former = entries.put(new Place(cell, entry.service()), entry.version());
        judge.require(
                former == null || entry.version() == former + 1 || entry.version() == 1 || storesMayBeLost,
                "a cell's journal is written by one brain",
                () -> Words.of(entry) + " follows #" + former);
    }

    void begins(CellName cell, ServiceName name, Reason why, JournalEntry entry) {
        var place = new Place(cell, name);
        Service service = topology.service(name).orElse(null);
        if (service == null) {
            return;
        }
        if (why == Reason.ORDERED) {
            ordered(place, entry);
        }
        boolean agreed = approved.remove(place);
        if (!why.automatic()) {
            return;
        }
        Policy.Mode mode = service.policy().mode();
        require(mode == Policy.Mode.AUTO || mode == Policy.Mode.APPROVE, entry, "nothing automatic begins unasked");
        require(agreed || mode != Policy.Mode.APPROVE, entry, "each move in mode approve has an approval of its own");
        require(
                agreed
                        || why != Reason.HOME
                        || entry.reason().code().equals("leave-last-resort")
                        || service.policy().failback().mode() == Policy.Failback.Mode.AUTO,
                entry,
                "a failback that is not automatic has an approval of its own");
        if (clocksAreRight) {
            Instant latest = agenda.instant(CLOCKS);
            require(
                    !latest.isBefore(frozen.getOrDefault(place, Instant.MIN))
                            && !latest.isBefore(allFrozen.getOrDefault(cell, Instant.MIN)),
                    entry,
                    "nothing automatic begins in a freeze that the cell has heard of");
            require(!maintained(service), entry, "nothing automatic begins in a maintenance window");
            velocity(place, agreed, entry);
        }
    }

    private boolean maintained(Service service) {
        return Stream.concat(topology.governor().maintenance().stream(), service.maintenance().stream())
                .anyMatch(
                        window -> window.contains(agenda.instant(-CLOCKS)) && window.contains(agenda.instant(CLOCKS)));
    }

    private void ordered(Place place, JournalEntry entry) {
        Directive last = wanted.get(place);
        require(
                last != null && last.order() instanceof Directive.Override
                        || last != null && agenda.instant(-60_000).isBefore(last.at()),
                entry,
                "no order is carried out that was taken back long ago");
    }

    private void velocity(Place place, boolean agreed, JournalEntry entry) {
        GovernorSettings.Velocity velocity = topology.governor().velocity();
        if (velocity == null) {
            return;
        }
        List<Long> begun = starts.computeIfAbsent(place.cell(), _ -> new ArrayList<>());
        long since = agenda.now()
                - velocity.within().minus(Duration.ofMillis(CLOCKS)).toMillis();
        long recent = begun.stream().filter(start -> start > since).count();
        require(
                agreed || unmoved.contains(place) || recent < velocity.moves(),
                entry,
                "no more moves begin than the velocity allows");
        // A plan that comes to nothing is followed by another one, and both are one start.
        if (unmoved.add(place) || agreed) {
            begun.add(agenda.now());
        }
    }

    /** Traffic has really moved. */
    void moved(ServiceName service, SiteName from, SiteName to, @Nullable Reason why) {
        unmoved.removeIf(place -> place.service().equals(service));
        if (why == Reason.DRILL) {
            visiting.put(service, from);
        } else {
            visiting.remove(service);
        }
    }

    /** At the very end: whoever went for a drill is home again. */
    void ends() {
        judge.require(visiting.isEmpty(), "traffic that left for a drill comes home", () -> "left behind: " + visiting);
    }

    private void require(boolean holds, JournalEntry entry, String rule) {
        judge.require(holds, rule, () -> Words.of(entry));
    }
}
