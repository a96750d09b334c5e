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
 * One move, as decided; it does not change while it is carried out.
 *
 * @param id unique within the cell
 * @param from null when the service had no active site
 * @param steps in order; their place is their number in commands and outcomes
 * @param deadline when it is given up
 * @param times the moments up to the decision
 * @param startedBy the name of the person who asked for it; null when nobody did
 * @param person who that is, as {@link io.signalbox.contract.Directive#person} says; null where only the name is known
 * @param serviceDigest of the service as it was described when the plan was made: its commands carry it, whatever the topology says
 *     by then; null when it was made by a version before that
 * @param staleBefore the sites whose data was stale already when a plan with a one-way step began; null for none
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
     * @param stage steps of the same stage run in parallel, and the stages one after the other
     * @param deadline from its beginning
     * @param retries after how many failures it is given up; null for as many as fit
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String name,
            int stage,
            StepTask task,
            Duration deadline,
            @JsonProperty(required = false) @Nullable Integer retries,
            OnFailure onFailure) {

        /** Whether the plan goes on when it has failed. Without its switch no plan does. */
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

    /** Whether it does something that nothing can put back, and that leaves stale data behind. */
    @JsonIgnore
    public boolean isOneWay() {
        return steps.stream().anyMatch(step -> step.task().irreversible());
    }

    /** Whether it promotes a replica, and so leaves all others behind. */
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

    /** Whether the service is described otherwise by now. */
    public boolean isOutdated(String digest) {
        return serviceDigest != null && !serviceDigest.equals(digest);
    }

    /** Whether it moves the traffic: the others only write the fence. */
    public boolean moves() {
        return switch (kind) {
            case FAILOVER, FAILBACK, OVERRIDE, DRILL, RESTORE -> true;
            case ADOPTION, HOLD, ADJUST, READOPTION -> false;
        };
    }

    /** The number of the step that moves the traffic, or that is all there is to do. */
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
