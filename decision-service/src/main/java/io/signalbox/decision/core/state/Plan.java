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
 * One move as it was decided. It does not change while it is executed.
 *
 * @param id unique within the cell
 * @param from null when the service had no active site
 * @param steps in order; the index is the step's number in commands and outcomes
 * @param deadline when the plan is given up
 * @param times the moments up to the decision
 * @param startedBy the name of the person who ordered it; null for an automatic plan
 * @param person the identity of that person, as {@link io.signalbox.contract.Directive#person}; null when only the name
 *     is known
 * @param serviceDigest of the service's description when the plan was made; its commands carry it even if the topology
 *     changes; null for a plan of an older version
 * @param staleBefore the sites with stale data before a plan with a one-way step began; null for none
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

    /**  */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String name,
            int stage,
            StepTask task,
            Duration deadline,
            @JsonProperty(required = false) @Nullable Integer retries,
            OnFailure onFailure) {

        /** Whether the plan goes on when this step has failed. A plan never goes on without its switch. */
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

    /** Whether it has a step that cannot be undone and leaves stale data behind. */
    @JsonIgnore
    public boolean isOneWay() {
        return steps.stream().anyMatch(step -> step.task().irreversible());
    }

    /** Whether it promotes a replica, so that all other replicas become stale. */
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

    /** Whether the description of the service has changed since the plan was made. */
    public boolean isOutdated(String digest) {
        return serviceDigest != null && !serviceDigest.equals(digest);
    }

    /** Whether it moves traffic; other plans only write the fence. */
    public boolean moves() {
        return switch (kind) {
            case FAILOVER, FAILBACK, OVERRIDE, DRILL, RESTORE -> true;
            case ADOPTION, HOLD, ADJUST, READOPTION -> false;
        };
    }

    /** The index of the step that moves the traffic, or of the only step. */
    public int switchStep() {
        if (kind == MoveKind.HOLD) {
            return 0;
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
