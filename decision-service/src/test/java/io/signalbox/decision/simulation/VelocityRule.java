package io.signalbox.decision.simulation;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** No cell begins more automatic moves within a time than the topology allows. */
final class VelocityRule {

    /** By which the clock of a cell may be off, and jump when its process is another. */
    private static final int CLOCKS = 5_000;

    /** Until every cell has heard of a move. */
    private static final int HEARD = 20_000;

    private record Place(CellName cell, ServiceName service) {}

    private final Agenda agenda;
    private final Topology topology;
    private final Judge judge;
    /** Whose last start has moved no traffic yet. */
    private final Set<Place> unmoved = new HashSet<>();

    private final Map<ServiceName, Long> movedAt = new HashMap<>();
    private final Map<CellName, List<Long>> starts = new HashMap<>();

    VelocityRule(Agenda agenda, Topology topology, Judge judge) {
        this.agenda = agenda;
        this.topology = topology;
        this.judge = judge;
    }

    /** @param agreed whether a person has approved it */
    void begins(CellName cell, ServiceName service, boolean agreed, JournalEntry entry) {
        GovernorSettings.Velocity velocity = topology.governor().velocity();
        if (velocity == null) {
            return;
        }
        var place = new Place(cell, service);
        List<Long> begun = starts.computeIfAbsent(cell, _ -> new ArrayList<>());
        long since = agenda.now()
                - velocity.within().minus(Duration.ofMillis(CLOCKS)).toMillis();
        long recent = begun.stream().filter(start -> start > since).count();
        judge.require(
                agreed || unmoved.contains(place) || recent < velocity.moves(),
                "no more moves begin than the velocity allows",
                () -> Words.of(entry));
        // A plan that comes to nothing is followed by another one, and both are one start; also where another cell has
        // just moved the traffic, and this one has not heard of it.
        boolean known = agenda.now() - movedAt.getOrDefault(service, Long.MIN_VALUE / 2) > HEARD;
        if (unmoved.add(place) && known) {
            begun.add(agenda.now());
        }
    }

    /** Traffic has really moved. */
    void moved(ServiceName service) {
        unmoved.removeIf(place -> place.service().equals(service));
        movedAt.put(service, agenda.now());
    }
}
