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
 * A drill in the calendar: traffic goes to another site for a while and returns by itself.
 *
 * @param name unique in the service
 * @param schedule when it begins
 * @param target the site that gets the traffic; null for the first eligible one
 * @param lasts how long the traffic stays there
 * @param blockedTimes no run begins within these, for example business hours
 * @param blockedDates no run begins within these, for example a sale
 * @param abortWhen the target's probes that end it at once when they are DOWN, besides the target itself being no
 *     longer UP; names of probes with the role WATCH or READINESS
 * @param notices sent at the start, at the end, and when a run is blocked; YAML key {@code notify}
 */
public record Drill(
        String name,
        Schedule schedule,
        @Nullable SiteName target,
        Duration lasts,
        List<TimeWindow> blockedTimes,
        List<DateRange> blockedDates,
        List<ProbeName> abortWhen,
        List<Action> notices) {

    public Drill {
        blockedTimes = List.copyOf(blockedTimes);
        blockedDates = List.copyOf(blockedDates);
        abortWhen = List.copyOf(abortWhen);
        notices = List.copyOf(notices);
    }
}
