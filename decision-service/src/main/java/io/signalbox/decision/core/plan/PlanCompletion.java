package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;

/** Ends plans that are complete, unproved or unfinished. */
public final class PlanCompletion {

    private PlanCompletion() {}

    public static void finish(TransitionBuilder draft, Phase.Moving moving) {
        Plan plan = moving.plan();
        if (plan.kind() == MoveKind.HOLD) {
            Reason reason = Reason.of(
                    ReasonCode.HOLD_PUBLISHED,
                    "the fence tells every cell what holds: "
                            + draft.knownFence().text());
            MoveBlocks.rest(draft, reason);
            draft.journal(JournalKind.HOLD_PUBLISHED, reason).write();
            return;
        }
        if (plan.kind() == MoveKind.ADJUST) {
            adjusted(draft, moving);
            return;
        }
        if (plan.kind() == MoveKind.READOPTION) {
            Readoption.finish(draft, moving);
            return;
        }
        if (plan.isOfCapacity()) {
            CapacityPlans.finish(draft, moving);
            return;
        }
        Planner.remember(draft, moving);
        draft.clear(List.of(ReasonCode.MOVE_UNPROVEN, ReasonCode.MOVE_UNFINISHED, ReasonCode.SPLIT_UNADJUSTED));
        Reason reason = plan.isAdoption()
                ? Reason.of(
                        ReasonCode.ADOPTED, "the fence is written; the name points at " + draft.active() + " as before")
                : Reason.of(
                        ReasonCode.MOVE_DONE,
                        "every authoritative name server answers with " + draft.active() + tried(moving));
        if (!plan.isAdoption()) {
            draft.recovery(moving.times());
        }
        draft.become(new Phase.Steady(), reason);
        draft.journal(plan.isAdoption() ? JournalKind.ADOPTED : JournalKind.MOVE_DONE, reason)
                .of(plan)
                .times(moving.times())
                .write();
        if (!plan.isAdoption()) {
            ObjectiveResult.check(draft, plan, moving.times());
        }
    }

    private static void adjusted(TransitionBuilder draft, Phase.Moving moving) {
        Fence fence = draft.knownFence();
        Split split = fence.split();
        draft.clear(List.of(ReasonCode.MOVE_UNPROVEN, ReasonCode.SPLIT_UNADJUSTED));
        Reason reason = Reason.of(
                ReasonCode.ADJUSTED,
                split == null
                        ? "all of the traffic goes to " + fence.active()
                        : split.percent() + " % of the traffic goes to " + split.to() + ", the rest to "
                                + fence.active());
        draft.become(new Phase.Steady(), reason);
        draft.journal(JournalKind.ADJUSTED, reason).of(moving.plan()).write();
    }

    private static String tried(Phase.Moving moving) {
        return moving.times().reached() == null
                ? "; the service was not tried through its name"
                : ", and the service was reached through its name";
    }

    public static void unproven(TransitionBuilder draft, Phase.Moving moving, boolean late) {
        Planner.remember(draft, moving);
        String last = draft.reason().is(ReasonCode.CHANGE_ACCEPTED)
                ? ": " + draft.reason().text()
                : "";
        Reason reason = Reason.of(
                ReasonCode.MOVE_UNPROVEN,
                "epoch " + draft.epoch() + " was accepted, but "
                        + (late ? "not proved in time" : "is left before it was proved") + last);
        if (late) {
            draft.raise(reason);
        }
        draft.become(new Phase.Steady(), reason);
        draft.journal(JournalKind.MOVE_UNPROVEN, reason).of(moving.plan()).write();
        ObjectiveResult.check(draft, moving.plan(), moving.times());
    }

    /** Ends a plan that moved the traffic, but did not complete its later steps. */
    public static void unfinished(TransitionBuilder draft, Phase.Moving moving, Reason why, boolean alarm) {
        Planner.remember(draft, moving);
        Reason reason = Reason.of(
                ReasonCode.MOVE_UNFINISHED,
                "traffic has moved to " + moving.plan().to() + ", but: " + why.text());
        if (alarm) {
            draft.raise(reason);
        }
        draft.recovery(moving.times());
        draft.become(new Phase.Steady(), reason);
        draft.journal(JournalKind.MOVE_UNFINISHED, reason)
                .of(moving.plan())
                .times(moving.times())
                .write();
        ObjectiveResult.check(draft, moving.plan(), moving.times());
    }
}
