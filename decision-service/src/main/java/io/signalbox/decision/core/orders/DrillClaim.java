package io.signalbox.decision.core.orders;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.ServiceStatus.DrillReport;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.govern.Governor;
import io.signalbox.decision.core.state.FenceHold;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.TransitionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Asks the other cells whether a drill may begin. The claim of its plan is the question: the provider accepts it only
 * if no freeze, override, drill or claim was written that this cell has not seen. If a signal moves the traffic without
 * a claim, the switch is the question. The start of the drill is announced after that.
 */
final class DrillClaim {

    private DrillClaim() {}

    /** The objection to a drill in the entries of other cells; null for none. */
    static @Nullable Reason elsewhere(TransitionBuilder draft) {
        Fence fence = draft.fence();
        FenceHold freeze = SharedHolds.freezeElsewhere(fence, draft.situation.cell(), draft.now);
        if (freeze != null) {
            return Governor.frozenElsewhere(freeze);
        }
        FenceHold drill = SharedHolds.drillElsewhere(fence, draft.situation.cell(), draft.now);
        if (drill != null) {
            return Reason.of(ReasonCode.HELD, "a drill of cell " + drill.cell() + " is in force");
        }
        Fence claim = OtherCells.claim(draft);
        return claim != null && claim.claimedAt(draft.now)
                ? Reason.of(ReasonCode.CLAIMED, "a plan of cell " + claim.cell() + " has claimed the move")
                : null;
    }

    /** The objection to a drill that is ordered but not claimed yet; null for none. */
    static @Nullable Reason against(TransitionBuilder draft, Hold.Drill drill, @Nullable String trouble) {
        if (draft.holds().override() != null || draft.holds().proposed() != null) {
            return Reason.of(ReasonCode.HELD, "an override is in force");
        }
        Hold.Freeze freeze = Governor.inForce(draft.state(), draft.fleet, draft.now);
        if (freeze != null) {
            return Governor.frozen(freeze);
        }
        Reason elsewhere = elsewhere(draft);
        if (elsewhere != null) {
            return elsewhere;
        }
        if (!drill.home().equals(draft.active())) {
            return Reason.of(ReasonCode.DECIDED_ELSEWHERE, "another cell has moved the traffic to " + draft.active());
        }
        return trouble == null ? null : Reason.of(ReasonCode.NOT_CLAIMED, "the move could not be claimed: " + trouble);
    }

    /** True if the provider has accepted the change that asks the other cells. */
    static boolean isTaken(TransitionBuilder draft, Hold.Drill drill) {
        Fence fence = draft.fence();
        if (draft.phase() instanceof Phase.Moving moving && isAsked(moving.plan())) {
            boolean claimed = moving.plan().steps().getFirst().task() instanceof StepTask.Claim
                    && moving.progress().getFirst() instanceof StepProgress.Done
                    && moving.ending() == null;
            return claimed || moving.accepted();
        }
        return fence != null
                && !drill.isOfCapacity()
                && fence.cell().equals(draft.situation.cell())
                && fence.active().equals(drill.target());
    }

    private static boolean isAsked(Plan plan) {
        return plan.kind() == MoveKind.DRILL || plan.kind() == MoveKind.RAISE;
    }

    static void begins(TransitionBuilder draft, Hold.Drill drill) {
        draft.holds(draft.holds().drill(drill.begun()));
        String time = " for " + Instants.words(drill.lasts());
        String effect = drill.isOfCapacity()
                ? drill.target() + " gets the capacity of a failover" + time + ", and no traffic"
                : "traffic visits " + drill.target() + time;
        Reason reason = Reason.of(ReasonCode.START_DRILL, drill.who() + ": " + drill.why() + "; " + effect);
        draft.journal(JournalKind.START_DRILL, reason)
                .by(drill.directive(), drill.who())
                .write();
        DrillStart.tellBegin(draft, drill);
    }

    /** The drill does not begin; it is reported like one that could not be ordered. */
    static void blocked(TransitionBuilder draft, Hold.Drill drill, Reason why) {
        var book = new DrillReports(draft.situation.service());
        draft.holds(draft.holds().drill(null));
        book.report(
                draft,
                new DrillReport(
                        drill.name(),
                        ReasonCode.BLOCKED.code(),
                        drill.home(),
                        drill.target(),
                        drill.since(),
                        draft.now,
                        null,
                        null,
                        why));
        book.tell(draft, drill.name(), "drill of " + draft.service() + " does not begin: " + why.text());
        draft.journal(
                        JournalKind.DIRECTIVE_REFUSED,
                        why.withText("no drill begins: " + why.text()).with("kind", JournalKind.START_DRILL.text()))
                .by(drill.directive(), drill.who())
                .write();
    }
}
