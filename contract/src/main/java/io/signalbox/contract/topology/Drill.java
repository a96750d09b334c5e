package io.signalbox.contract.topology;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.topology.time.DateRange;
import io.signalbox.contract.topology.time.Schedule;
import io.signalbox.contract.topology.time.TimeWindow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drill in the calendar, which ends by itself.
 *
 * @param name unique in the service
 * @param kind whether traffic moves
 * @param schedule when it begins
 * @param target the site that gets the traffic, or the capacity; null for the first eligible one
 * @param lasts how long the traffic, or the raised capacity, stays there
 * @param blockedTimes no run begins within these, for example business hours
 * @param blockedDates no run begins within these, for example a sale
 * @param abortWhen the target's probes that end it at once when they are DOWN, besides the target itself being no
 *     longer UP; names of probes with the role WATCH or READINESS
 * @param notices sent at the start, at the end, and when a run is blocked; YAML key {@code notify}
 */
public record Drill(
        String name,
        Kind kind,
        Schedule schedule,
        @Nullable SiteName target,
        Duration lasts,
        List<TimeWindow> blockedTimes,
        List<DateRange> blockedDates,
        List<ProbeName> abortWhen,
        List<Action> notices) {

    /** The thing that is rehearsed. YAML has it in lower case. */
    public enum Kind {
        /** Traffic goes to another site and returns. */
        TRAFFIC,
        /** A standby gets the capacity of a failover and gives it back; no traffic moves. */
        CAPACITY
    }

    public Drill {
        blockedTimes = List.copyOf(blockedTimes);
        blockedDates = List.copyOf(blockedDates);
        abortWhen = List.copyOf(abortWhen);
        notices = List.copyOf(notices);
    }

    /** A drill that moves the traffic. */
    public Drill(
            String name,
            Schedule schedule,
            @Nullable SiteName target,
            Duration lasts,
            List<TimeWindow> blockedTimes,
            List<DateRange> blockedDates,
            List<ProbeName> abortWhen,
            List<Action> notices) {
        this(name, Kind.TRAFFIC, schedule, target, lasts, blockedTimes, blockedDates, abortWhen, notices);
    }

    /** True if no traffic moves. */
    public boolean isOfCapacity() {
        return kind == Kind.CAPACITY;
    }
}
