package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.SiteName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a service keeps from the past, besides its phase.
 *
 * @param penalties damping penalties of the sites that have failed
 * @param previous values before steps changed them, by step; removed once they are restored
 * @param marks marks of stale data, from all that this cell has known; null before anything was known
 * @param drillRuns per calendar entry and rule, when its last run was scheduled
 * @param lastDrill report of the last drill
 * @param approval approval of a move that has not begun
 * @param notices notices that are not delivered yet, oldest first
 * @param retry a move whose plans have run out of time; null for none
 * @param reseeds orders that end marks, and that the fence does not contain yet
 * @param unpublished failed plans to write holds to the fence; null for none
 * @param strays drill switches that were given up, and that the provider may still accept
 * @param bound what blocks moves that failed or are not wanted; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceMemory(
        Map<SiteName, Penalty> penalties,
        Map<String, Map<String, String>> previous,
        @JsonProperty(required = false) @Nullable Marks marks,
        Map<String, Instant> drillRuns,
        @JsonProperty(required = false) ServiceStatus.@Nullable DrillReport lastDrill,
        @JsonProperty(required = false) @Nullable Approval approval,
        List<Notice> notices,
        @JsonProperty(required = false) @Nullable PlanRetry retry,

        @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Reseed> reseeds,

        @JsonProperty(required = false) @Nullable PlanRetry unpublished,

        @JsonProperty(required = false) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<StraySwitch> strays,

        @JsonProperty(required = false) @Nullable BlockedMoves bound) {

    public static final ServiceMemory NONE = new ServiceMemory(
            Map.of(), Map.of(), null, Map.of(), null, null, List.of(), null, List.of(), null, List.of(), null);

    public ServiceMemory {
        penalties = Map.copyOf(penalties);
        previous = Map.copyOf(previous);
        drillRuns = Map.copyOf(drillRuns);
        notices = List.copyOf(notices);
        reseeds = reseeds == null ? List.of() : List.copyOf(reseeds);
        strays = strays == null ? List.of() : List.copyOf(strays);
        bound = BlockedMoves.NOT.equals(bound) ? null : bound;
    }

    public ServiceMemory penalty(SiteName site, @Nullable Penalty penalty) {
        if (penalty == null) {
            return this;
        }
        var more = new HashMap<>(penalties);
        more.put(site, penalty);
        return with(next -> next.penalties = more);
    }

    /** Drops what belongs to sites that the topology no longer has. Marks of stale data stay. */
    public ServiceMemory ofSites(Predicate<SiteName> known) {
        if (penalties.keySet().stream().allMatch(known)) {
            return this;
        }
        var fewer = new HashMap<>(penalties);
        fewer.keySet().removeIf(known.negate());
        return with(next -> next.penalties = fewer);
    }

    public ServiceMemory previous(Map<String, Map<String, String>> previous) {
        return with(next -> next.previous = previous);
    }

    /** Remembers the values before a step changed them. Values remembered earlier for that step are older, and stay. */
    public ServiceMemory previous(String step, Map<String, String> was) {
        var more = new HashMap<>(previous);
        more.putIfAbsent(step, was);
        return previous(more);
    }

    public ServiceMemory marks(Marks marks) {
        return with(next -> next.marks = marks);
    }

    public ServiceMemory drillRun(String name, Instant scheduledFor) {
        var more = new HashMap<>(drillRuns);
        more.put(name, scheduledFor);
        return with(next -> next.drillRuns = more);
    }

    public ServiceMemory lastDrill(ServiceStatus.DrillReport report) {
        return with(next -> next.lastDrill = report);
    }

    public ServiceMemory approval(@Nullable Approval approval) {
        return with(next -> next.approval = approval);
    }

    public ServiceMemory notices(List<Notice> notices) {
        return with(next -> next.notices = notices);
    }

    public ServiceMemory retry(@Nullable PlanRetry retry) {
        return with(next -> next.retry = retry);
    }

    public ServiceMemory reseeds(List<Reseed> reseeds) {
        return with(next -> next.reseeds = reseeds);
    }

    public ServiceMemory unpublished(@Nullable PlanRetry unpublished) {
        return with(next -> next.unpublished = unpublished);
    }

    public ServiceMemory strays(List<StraySwitch> strays) {
        return with(next -> next.strays = strays);
    }

    /** The blocks of moves; {@link BlockedMoves#NOT} for none. */
    public BlockedMoves binding() {
        return bound == null ? BlockedMoves.NOT : bound;
    }

    public ServiceMemory binding(BlockedMoves bound) {
        return with(next -> next.bound = bound);
    }

    /** A copy in which some parts are replaced. */
    private ServiceMemory with(Consumer<Parts> change) {
        var parts = new Parts(this);
        change.accept(parts);
        return parts.memory();
    }

    private static final class Parts {
        private Map<SiteName, Penalty> penalties;
        private Map<String, Map<String, String>> previous;
        private @Nullable Marks marks;
        private Map<String, Instant> drillRuns;
        private ServiceStatus.@Nullable DrillReport lastDrill;
        private @Nullable Approval approval;
        private List<Notice> notices;
        private @Nullable PlanRetry retry;
        private List<Reseed> reseeds;
        private @Nullable PlanRetry unpublished;
        private List<StraySwitch> strays;
        private @Nullable BlockedMoves bound;

        private Parts(ServiceMemory from) {
            penalties = from.penalties;
            previous = from.previous;
            marks = from.marks;
            drillRuns = from.drillRuns;
            lastDrill = from.lastDrill;
            approval = from.approval;
            notices = from.notices;
            retry = from.retry;
            reseeds = from.reseeds;
            unpublished = from.unpublished;
            strays = from.strays;
            bound = from.bound;
        }

        private ServiceMemory memory() {
            return new ServiceMemory(
                    penalties,
                    previous,
                    marks,
                    drillRuns,
                    lastDrill,
                    approval,
                    notices,
                    retry,
                    reseeds,
                    unpublished,
                    strays,
                    bound);
        }
    }
}
