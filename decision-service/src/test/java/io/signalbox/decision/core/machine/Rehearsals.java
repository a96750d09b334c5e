package io.signalbox.decision.core.machine;

import io.signalbox.contract.Directive;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.time.DateRange;
import io.signalbox.contract.topology.time.Schedule;
import io.signalbox.contract.topology.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An entry of the calendar, and its runs. */
public final class Rehearsals {

    public static final String NAME = "monthly";
    static final Duration LASTS = Duration.ofMinutes(20);

    /** When every story begins, and the first run is due. */
    public static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private Rehearsals() {}

    public static Drill entry() {
        return entry(null, List.of(), List.of());
    }

    public static Drill entry(SiteName target, List<TimeWindow> blockedTimes, List<DateRange> blockedDates) {
        return new Drill(
                NAME,
                Schedule.parse("first Monday 00:05 UTC"),
                target,
                LASTS,
                blockedTimes,
                blockedDates,
                List.of(Given.LAG),
                List.of(Recipe.hook("drills")));
    }

    /** Without traffic. */
    static Drill ofCapacity(SiteName target) {
        return new Drill(
                NAME,
                Drill.Kind.CAPACITY,
                Schedule.parse("first Monday 00:05 UTC"),
                target,
                LASTS,
                List.of(),
                List.of(),
                List.of(Given.LAG),
                List.of(Recipe.hook("drills")));
    }

    /** As the calendar orders it. */
    public static Directive.StartDrill run(Instant scheduled) {
        return new Directive.StartDrill(NAME, scheduled, null, null);
    }

    /** As a person orders it. */
    public static Directive.StartDrill to(SiteName target) {
        return new Directive.StartDrill(null, null, target, LASTS);
    }
}
