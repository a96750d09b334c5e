package io.signalbox.decision.calendar;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.time.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The due runs of the calendar: for each entry the latest that this process has not ordered. After a restart the latest
 * is ordered once more, so that none is missed; the decision counts each run once.
 */
final class DueRuns {

    /** One run of one entry. */
    record Run(ServiceName service, String drill, Schedule schedule, Instant scheduledFor) {

        /** The same from every instance and after every restart. */
        String id() {
            return "drill-" + service + "-" + drill + "-" + scheduledFor.getEpochSecond();
        }
    }

    private record Entry(ServiceName service, String drill, Schedule schedule) {}

    /** @param next when the entry is to be looked at again */
    private record Ordered(Instant upTo, Instant next) {}

    private final Map<Entry, Ordered> ordered = new HashMap<>();

    List<Run> due(Topology topology, Instant now) {
        var due = new ArrayList<Run>();
        for (Service service : topology.services()) {
            for (Drill drill : service.drills()) {
                var entry = new Entry(service.name(), drill.name(), drill.schedule());
                Ordered before = before(entry, now);
                if (before == null || !now.isBefore(before.next())) {
                    drill.schedule()
                            .latest(now)
                            .filter(latest -> before == null || latest.isAfter(before.upTo()))
                            .ifPresent(
                                    latest -> due.add(new Run(service.name(), drill.name(), drill.schedule(), latest)));
                }
            }
        }
        return due;
    }

    /** A run ordered while this machine's clock was ahead was refused; it is ordered again in time. */
    private @Nullable Ordered before(Entry entry, Instant now) {
        Ordered before = ordered.get(entry);
        return before == null || before.upTo().isAfter(now) ? null : before;
    }

    /** Marks a run whose order is stored as no longer due. */
    void ordered(Run run) {
        Instant next = run.schedule().next(run.scheduledFor()).orElse(Instant.MAX);
        ordered.put(new Entry(run.service(), run.drill(), run.schedule()), new Ordered(run.scheduledFor(), next));
    }
}
