package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Step.OnFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One move, as decided. It does not change while it is carried out.
 *
 * @param id unique within the cell
 * @param from null when the service had no active site
 * @param steps in order; the index of a step is its number in commands and outcomes
 * @param deadline when the plan is given up
 * @param times the recovery times up to the decision
 * @param startedBy name of the person who ordered the move; null for none
 * @param person that person, see {@link io.signalbox.contract.Directive#person}; null when only the name is known
 * @param serviceDigest digest of the service when the plan was made; its commands carry it even if the topology has
 *     changed; null for a plan of an earlier version
 * @param staleBefore sites whose data was already stale when a plan with a one-way step was made; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(
        String id,
        MoveKind kind,
        @JsonProperty(required = false) @Nullable SiteName from,
        SiteName to,
        List<Step> steps,
        Instant startedAt,
        Instant deadline,
        RecoveryTimes times,
        @JsonProperty(required = false) @Nullable String startedBy,
        @JsonProperty(required = false) @Nullable String person,
        @JsonProperty(required = false) @Nullable String serviceDigest,
        @JsonProperty(required = false) @Nullable List<SiteName> staleBefore) {

    /**
     * @param stage steps of one stage run in parallel; stages run one after the other
     * @param deadline measured from the beginning of the step
     * @param retries number of failures after which the step is given up; null for as many as fit into the deadline
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String name,
            int stage,
            StepTask task,
            Duration deadline,
            @JsonProperty(required = false) @Nullable Integer retries,
            OnFailure onFailure) {

        /** True if the plan continues after this step fails. A switch or a ramp may never fail. */
        public boolean mayFail() {
            return onFailure == OnFailure.CONTINUE
                    && !(task instanceof StepTask.Switch)
                    && !(task instanceof StepTask.Ramp);
        }
    }

    public Plan {
        steps = List.copyOf(steps);
        staleBefore = staleBefore == null || staleBefore.isEmpty() ? null : List.copyOf(staleBefore);
    }

    /** True if a step is irreversible and leaves stale data behind. */
    @JsonIgnore
    public boolean isOneWay() {
        return steps.stream().anyMatch(step -> step.task().irreversible());
    }

    /** True if a step promotes a replica, which makes the data of all other replicas stale. */
    public boolean leavesReplicas() {
        return steps.stream()
                .anyMatch(step -> step.task() instanceof StepTask.Act act
                        && act.restore().isEmpty()
                        && act.action().leavesReplicas());
    }

    public boolean wasStale(SiteName site) {
        return staleBefore != null && staleBefore.contains(site);
    }

    @JsonIgnore
    public boolean isAdoption() {
        return kind == MoveKind.ADOPTION;
    }

    /** True if the description of the service has changed since. */
    public boolean isOutdated(String digest) {
        return serviceDigest != null && !serviceDigest.equals(digest);
    }

    /** True if the plan moves the active site: the other kinds do not. */
    public boolean moves() {
        return switch (kind) {
            case FAILOVER, FAILBACK, OVERRIDE, DRILL, RESTORE -> true;
            case ADOPTION, HOLD, ADJUST, READOPTION, RAISE, LOWER -> false;
        };
    }

    /** True if the plan raises or puts back a capacity for a drill, and moves nothing. */
    @JsonIgnore
    public boolean isOfCapacity() {
        return kind == MoveKind.RAISE || kind == MoveKind.LOWER;
    }

    /** True if a step ends the plan's claim and leaves the traffic where it is. */
    public boolean releases(int step) {
        return isOfCapacity() && step == steps.size() - 1;
    }

    /** The number of the step that moves the traffic, or of the last one if it moves nothing. */
    public int switchStep() {
        if (kind == MoveKind.HOLD || isOfCapacity()) {
            return steps.size() - 1;
        }
        for (int step = 0; step < steps.size(); step++) {
            switch (steps.get(step).task()) {
                case StepTask.Switch _, StepTask.Adopt _, StepTask.Readopt _ -> {
                    return step;
                }
                case StepTask.Claim _, StepTask.Ramp _, StepTask.Act _, StepTask.Gate _ -> {}
            }
        }
        throw new IllegalStateException("plan " + id + " moves nothing");
    }
}
