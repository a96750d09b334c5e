package io.signalbox.decision.simulation;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What persons and policies have said, and whether moves keep to it. */
final class OrderBook {

    /** By which the clock of a cell may be off, and jump when its process is another. */
    private static final int CLOCKS = 5_000;

    /** No clock that decides is ever so far off. */
    private static final int FAR_AHEAD = 600_000;

    private record Place(CellName cell, ServiceName service) {}

    private record Forced(ServiceName service, SiteName to) {}

    private final Agenda agenda;
    private final Topology topology;
    private final Judge judge;
    private final OrderAnswers answers;
    private final VelocityRule velocity;
    private final Set<Forced> forced = new HashSet<>();
    private final Map<Place, Instant> frozen = new HashMap<>();
    private final Map<CellName, Instant> allFrozen = new HashMap<>();
    private final Map<Place, Directive> wanted = new HashMap<>();
    /** Orders by cell and id: what comes twice is one order. */
    private final Set<String> known = new HashSet<>();

    /** Cells and services in which a freeze was ordered last; one of all services is of none. */
    private final Set<String> held = new HashSet<>();

    /** For when runs of the calendar were ordered, by the order. */
    private final Map<String, Instant> runs = new HashMap<>();

    private final Set<Place> thawed = new HashSet<>();
    private final Set<Place> approved = new HashSet<>();
    private final Map<ServiceName, SiteName> visiting = new HashMap<>();
    private final Map<Place, Long> entries = new HashMap<>();
    private boolean clocksAreRight = true;
    private boolean storesMayBeLost;

    OrderBook(Agenda agenda, Topology topology, Judge judge, OrderAnswers answers) {
        this.agenda = agenda;
        this.topology = topology;
        this.judge = judge;
        this.answers = answers;
        this.velocity = new VelocityRule(agenda, topology, judge);
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
        answers.given(cell, directive);
        ServiceName service = directive.service();
        switch (directive.order()) {
            case Directive.Freeze _ -> held.add(cell + " " + service);
            case Directive.Thaw _ -> held.remove(cell + " " + service);
            default -> {
                // Lasts for as long as another does, or is over at once.
            }
        }
        if (service == null) {
            return;
        }
        var place = new Place(cell, service);
        switch (directive.order()) {
            case Directive.StartDrill drill
            when drill.scheduledFor() != null -> runs.put(directive.id(), drill.scheduledFor());
            case Directive.Override override -> {
                wanted.put(place, directive);
                visiting.remove(service);
                if (override.force()) {
                    forced.add(new Forced(service, override.target()));
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
            case Directive.Thaw _ -> {
                frozen.keySet().removeIf(place -> place.service().equals(service));
                thawed.add(new Place(cell, service));
            }
            case Directive.Approve _
            when service == null -> topology.services().forEach(each -> approved.add(new Place(cell, each.name())));
            case Directive.Approve _ -> approved.add(new Place(cell, service));
            default -> {
                // Says nothing of what may begin.
            }
        }
    }

    /** True if a person may have frozen a service in some cell. */
    boolean isHeld(ServiceName service) {
        return topology.cells().stream()
                .anyMatch(cell -> held.contains(cell.name() + " null") || held.contains(cell.name() + " " + service));
    }

    /** How orders are answered. */
    OrderAnswers answers() {
        return answers;
    }

    /** True if a person has ended all freezes of a service, in this cell. */
    boolean thawed(CellName cell, ServiceName service) {
        return thawed.contains(new Place(cell, service));
    }

    /** True if a person has ever forced traffic to a site, in any cell. */
    boolean forced(ServiceName service, SiteName to) {
        return forced.contains(new Forced(service, to));
    }

    /** What a cell writes down. */
    void told(CellName cell, JournalEntry entry) {
        answers.told(cell, entry);
        ServiceName service = entry.service();
        if (service != null) {
            numbered(new Place(cell, service), entry);
            if (entry.kind().equals("re-adopted")) {
                // What was approved was this.
                approved.remove(new Place(cell, service));
            }
        }
        Instant run = entry.kind().equals("start-drill") ? runs.get(entry.directive()) : null;
        require(
                run == null || run.isBefore(agenda.instant(FAR_AHEAD)),
                entry,
                "no run of the calendar begins long before it is due");
    }

    /** One brain numbers its entries one by one. A lost store begins anew. */
    private void numbered(Place place, JournalEntry entry) {
        Long former = entries.put(place, entry.version());
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
        require(
                agreed || !entry.reason().code().equals("active-site-removed"),
                entry,
                "a site that was taken out of the topology is left with an approval only");
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
            velocity.begins(cell, name, agreed, entry);
        }
    }

    private boolean maintained(Service service) {
        return Stream.concat(topology.governor().maintenance().stream(), service.maintenance().stream())
                .anyMatch(
                        window -> window.contains(agenda.instant(-CLOCKS)) && window.contains(agenda.instant(CLOCKS)));
    }

    /** An order holds in every cell, whichever it was given to; one that ends by time ends by each cell's own clock. */
    private void ordered(Place place, JournalEntry entry) {
        require(
                !clocksAreRight
                        || wanted.entrySet().stream()
                                .filter(last -> last.getKey().service().equals(place.service()))
                                .map(Map.Entry::getValue)
                                .anyMatch(last -> last.order() instanceof Directive.Override
                                        || agenda.instant(-60_000).isBefore(last.at())),
                entry,
                "no order is carried out that was taken back long ago");
    }

    /** Traffic has really moved. */
    void moved(ServiceName service, SiteName from, SiteName to, @Nullable Reason why) {
        velocity.moved(service);
        boolean ordered = wanted.entrySet().stream()
                .anyMatch(order -> order.getKey().service().equals(service)
                        && order.getValue().order() instanceof Directive.Override);
        if (why == Reason.DRILL && !ordered) {
            visiting.put(service, from);
        } else {
            visiting.remove(service);
        }
    }

    /** True if a drill's traffic is not home yet. */
    boolean isVisiting() {
        return !visiting.isEmpty();
    }

    /** At the very end: whoever went for a drill is home again. */
    void ends() {
        judge.require(visiting.isEmpty(), "traffic that left for a drill returns", () -> "left behind: " + visiting);
    }

    private void require(boolean holds, JournalEntry entry, String rule) {
        judge.require(holds, rule, () -> Words.of(entry));
    }
}
