package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The phase of one service. Each record holds only what is valid in that phase. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.Unadopted.class, name = "unadopted"),
    @JsonSubTypes.Type(value = Phase.Steady.class, name = "steady"),
    @JsonSubTypes.Type(value = Phase.AwaitingLeave.class, name = "awaiting-leave"),
    @JsonSubTypes.Type(value = Phase.Moving.class, name = "moving"),
    @JsonSubTypes.Type(value = Phase.Stuck.class, name = "stuck")
})
public sealed interface Phase {

    /** No fence is known yet. */
    record Unadopted() implements Phase {}

    record Steady() implements Phase {}

    /**
     * A move is wanted, and the governor holds it.
     *
     * @param approvable whether an approver's consent is enough to begin
     * @param about what an approver agrees to, see {@link Approval#about()}; null when no approval is needed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AwaitingLeave(
            SiteName to,
            MoveKind kind,
            Instant since,
            Reason held,
            boolean approvable,
            @JsonProperty(required = false) @Nullable String about)
            implements Phase {}

    /**
     * A plan is under way, or is being given up.
     *
     * @param progress progress of each step
     * @param accepted whether the provider accepted the switch: epoch and active site are the new ones, even if not
     *     proved yet
     * @param ending null unless the plan is being given up
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Moving(
            Plan plan,
            List<StepProgress> progress,
            boolean accepted,
            RecoveryTimes times,
            @JsonProperty(required = false) @Nullable PlanEnding ending)
            implements Phase {

        public Moving {
            progress = List.copyOf(progress);
            if (progress.size() != plan.steps().size()) {
                throw new IllegalArgumentException("plan " + plan.id() + " has "
                        + plan.steps().size() + " steps, and " + progress.size() + " are told of");
            }
        }

        public static Moving begin(Plan plan) {
            List<StepProgress> nothing = Collections.nCopies(plan.steps().size(), new StepProgress.Waiting());
            return new Moving(plan, nothing, false, plan.times(), null);
        }

        public Moving step(int step, StepProgress now) {
            var more = new ArrayList<>(progress);
            more.set(step, now);
            return new Moving(plan, more, accepted, times, ending);
        }

        /** Discards what gates have observed so far; their deadlines stay. */
        public Moving watchingAnew() {
            List<StepProgress> anew = progress.stream()
                    .map(one -> one instanceof StepProgress.Watching watching
                            ? new StepProgress.Watching(watching.since(), null)
                            : one)
                    .toList();
            return new Moving(plan, anew, accepted, times, ending);
        }

        public Moving times(RecoveryTimes times) {
            return new Moving(plan, progress, accepted, times, ending);
        }

        /** The provider accepted the switch: the plan can no longer be given up. */
        public Moving taken(RecoveryTimes times) {
            var all = new ArrayList<>(progress);
            for (int step = 0; step < all.size(); step++) {
                StepTask task = plan.steps().get(step).task();
                if (task instanceof StepTask.Ramp && all.get(step) instanceof StepProgress.Undoing undoing) {
                    // The undo of a ramp part is obsolete: all traffic has moved.
                    all.set(step, new StepProgress.Done(undoing.attempt(), Map.of()));
                } else if (task instanceof StepTask.Claim && all.get(step) instanceof StepProgress.Running renewal) {
                    // The renewal of the claim is obsolete: the switch ended the claim.
                    all.set(step, new StepProgress.Done(renewal.attempt(), Map.of()));
                }
            }
            return new Moving(plan, all, true, times, null);
        }

        public Moving ending(PlanEnding ending) {
            return new Moving(plan, progress, accepted, times, ending);
        }

        @Override
        public ServicePhase label() {
            if (plan.kind() == MoveKind.HOLD) {
                return ServicePhase.PUBLISHING;
            }
            if (plan.kind() == MoveKind.ADJUST) {
                return ServicePhase.ADJUSTING;
            }
            if (plan.kind() == MoveKind.READOPTION) {
                return ServicePhase.RE_ADOPTING;
            }
            if (plan.isOfCapacity()) {
                return ServicePhase.SCALING;
            }
            return ending != null ? ServicePhase.UNDOING : accepted ? ServicePhase.PROVING : ServicePhase.MOVING;
        }

        /** Progress of the step that moves the traffic. */
        public StepProgress ofSwitch() {
            return progress.get(plan.switchStep());
        }

        /** True if an irreversible step has begun, so that the plan can only go forward. */
        public boolean pastReturn() {
            for (int step = 0; step < progress.size(); step++) {
                if (plan.steps().get(step).task().irreversible()
                        && progress.get(step).touched()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A plan could not finish. No automatic action leaves this phase, unless another cell moves the traffic. */
    record Stuck(Plan plan, List<StepProgress> progress, Reason reason) implements Phase {
        public Stuck {
            progress = List.copyOf(progress);
        }
    }

    /** The phase's name in the public state. */
    default ServicePhase label() {
        return switch (this) {
            case Unadopted _ -> ServicePhase.UNADOPTED;
            case Steady _ -> ServicePhase.STEADY;
            case AwaitingLeave _ -> ServicePhase.AWAITING_LEAVE;
            case Moving moving -> moving.label();
            case Stuck _ -> ServicePhase.STUCK;
        };
    }

    /** The target of a wanted, running or stuck move; null for none. */
    default @Nullable SiteName target() {
        return switch (this) {
            case Unadopted _, Steady _ -> null;
            case AwaitingLeave waiting -> waiting.to();
            case Moving moving -> {
                MoveKind kind = moving.plan().kind();
                yield kind == MoveKind.HOLD
                                || kind == MoveKind.ADJUST
                                || kind == MoveKind.READOPTION
                                || moving.plan().isOfCapacity()
                        ? null
                        : moving.plan().to();
            }
            case Stuck stuck -> stuck.plan().to();
        };
    }
}
