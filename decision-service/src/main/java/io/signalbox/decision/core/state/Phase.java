package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where one service stands. Each carries only what is true in it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.Unadopted.class, name = "unadopted"),
    @JsonSubTypes.Type(value = Phase.Steady.class, name = "steady"),
    @JsonSubTypes.Type(value = Phase.AwaitingLeave.class, name = "awaiting-leave"),
    @JsonSubTypes.Type(value = Phase.Moving.class, name = "moving"),
    @JsonSubTypes.Type(value = Phase.Stuck.class, name = "stuck")
})
public sealed interface Phase {

    /** Nothing is known of a fence yet. */
    record Unadopted() implements Phase {}

    record Steady() implements Phase {}

    /**
     * A move is wanted, and the governor has not given leave.
     *
     * @param approvable whether an approver's word would be enough
     * @param about what an approver would agree to, as {@link Approval#about()} says; null when nobody is asked
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
     * A plan is carried out, or given up.
     *
     * @param progress of each step
     * @param accepted whether the provider has taken the switch: epoch and active site are the new ones, whatever the proof
     *     says
     * @param ending null unless it is being given up
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

        /** What gates have seen so far counts no more; their deadlines stay. */
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

        /** The provider has taken the switch: nothing is given up any more. */
        public Moving taken(RecoveryTimes times) {
            var all = new ArrayList<>(progress);
            for (int step = 0; step < all.size(); step++) {
                StepTask task = plan.steps().get(step).task();
                if (task instanceof StepTask.Ramp && all.get(step) instanceof StepProgress.Undoing undoing) {
                    // A part that was being taken back has gone with the rest.
                    all.set(step, new StepProgress.Done(undoing.attempt(), Map.of()));
                } else if (task instanceof StepTask.Claim && all.get(step) instanceof StepProgress.Running renewal) {
                    // A claim that was being renewed is over.
                    all.set(step, new StepProgress.Done(renewal.attempt(), Map.of()));
                }
            }
            return new Moving(plan, all, true, times, null);
        }

        public Moving ending(PlanEnding ending) {
            return new Moving(plan, progress, accepted, times, ending);
        }

        @Override
        public String label() {
            if (plan.kind() == MoveKind.HOLD) {
                return "publishing";
            }
            if (plan.kind() == MoveKind.ADJUST) {
                return "adjusting";
            }
            if (plan.kind() == MoveKind.READOPTION) {
                return "re-adopting";
            }
            return ending != null ? "undoing" : accepted ? "proving" : "moving";
        }

        /** How the step that moves the traffic stands. */
        public StepProgress ofSwitch() {
            return progress.get(plan.switchStep());
        }

        /** Whether something has been asked for that nothing can put back: then only forward is a way out. */
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

    /** A plan could not finish. Nothing automatic leaves this phase, unless another cell has decided since. */
    record Stuck(Plan plan, List<StepProgress> progress, Reason reason) implements Phase {
        public Stuck {
            progress = List.copyOf(progress);
        }
    }

    /** The phase's name in the public state. */
    default String label() {
        return switch (this) {
            case Unadopted _ -> "unadopted";
            case Steady _ -> "steady";
            case AwaitingLeave _ -> "awaiting-leave";
            case Moving moving -> moving.label();
            case Stuck _ -> "stuck";
        };
    }

    /** Where a move under way leads; null when none is. */
    default @Nullable SiteName target() {
        return switch (this) {
            case Unadopted _, Steady _ -> null;
            case AwaitingLeave waiting -> waiting.to();
            case Moving moving -> {
                MoveKind kind = moving.plan().kind();
                yield kind == MoveKind.HOLD || kind == MoveKind.ADJUST || kind == MoveKind.READOPTION
                        ? null
                        : moving.plan().to();
            }
            case Stuck stuck -> stuck.plan().to();
        };
    }
}
