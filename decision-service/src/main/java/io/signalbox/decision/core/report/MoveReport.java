package io.signalbox.decision.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One move of a service, from the first failure to its proof, as the journal has it.
 *
 * @param plan the id of its plan
 * @param epoch the epoch of the last entry of the plan
 * @param result {@code done}, {@code abandoned}, {@code unproven}, {@code unfinished}, {@code stuck} or {@code under-way}
 * @param why the reason of the entry that started it
 * @param outcome the reason of the entry that ended it; null while it is under way
 * @param phases the measured ones, in order
 * @param objectives those of the present topology, as far as the move was measured
 * @param evidence the verdict that led to it, with its votes; null when no failure did
 * @param waits what held it before it began, and what it waited for afterwards
 * @param steps what became of its steps, oldest first
 * @param timeline every entry of the service from the failure to the end, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MoveReport(
        ServiceName service,
        String plan,
        @Nullable SiteName from,
        @Nullable SiteName to,
        long epoch,
        String result,
        Instant startedAt,
        @Nullable Instant endedAt,
        Reason why,
        @Nullable Reason outcome,
        List<Phase> phases,
        List<ServiceStatus.Objective> objectives,
        @Nullable SiteVerdict evidence,
        List<Wait> waits,
        List<Step> steps,
        List<JournalEntry> timeline) {

    /** @param name {@code detection}, {@code decision}, {@code actuation}, {@code convergence} or {@code reach} */
    public record Phase(String name, Duration took) {}

    /** @param until null while it lasts */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Wait(Instant from, @Nullable Instant until, Reason cause) {}

    /**
     * @param step its number in the plan, from 0 on
     * @param kind of the journal entry, such as {@code step-done}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(@Nullable Integer step, Instant at, String kind, Reason reason) {}

    /** One line of the list of moves. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Summary(
            String plan,
            @Nullable SiteName from,
            @Nullable SiteName to,
            String result,
            Instant startedAt,
            @Nullable Instant endedAt,
            Reason why) {}

    Summary summary() {
        return new Summary(plan, from, to, result, startedAt, endedAt, why);
    }
}
