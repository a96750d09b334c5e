package io.signalbox.contract.topology;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.time.DateRange;
import io.signalbox.contract.topology.time.Schedule;
import io.signalbox.contract.topology.time.TimeWindow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal in the calendar: traffic goes to another site for a while and returns by itself.
 *
 * @param name unique in the service
 * @param schedule when
 * @param target where to; null for the first eligible site
 * @param lasts how long traffic stays there
 * @param blockedTimes no run begins within these, for example business hours
 * @param blockedDates no run begins within these, for example a sale
 * @param abortWhen which of the target's probes end it at once when they are DOWN, beside the target itself being no longer
 *     UP; names of {@link Probe.Role#WATCH} or {@link Probe.Role#READINESS} probes
 * @param notices what is told at the start, at the end, and when a run is blocked; YAML key {@code notify}
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
