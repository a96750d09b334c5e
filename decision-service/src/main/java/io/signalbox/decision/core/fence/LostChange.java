package io.signalbox.decision.core.fence;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.FenceFault;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Submits an accepted switch again when the provider shows the fence from before it, that is, has lost the change. The
 * switch is the same compare-and-swap: if the change is not lost, nothing happens.
 */
public final class LostChange {

    private LostChange() {}

    /** @return whether the fence seen is the one from before an accepted switch that is not proved yet */
    public static boolean sighted(TransitionBuilder draft, Fence seen, boolean sure) {
        if (!(draft.phase() instanceof Phase.Moving moving) || unproven(moving, seen) == null) {
            return false;
        }
        if (sure) {
            resubmit(draft, moving, seen, draft.now);
        } else {
            suspect(draft, seen);
        }
        return true;
    }

    private static void suspect(TransitionBuilder draft, Fence seen) {
        FenceFault before = draft.holds().fault();
        if (before == null || !before.is(ReasonCode.PROVIDER_LOST_CHANGE)) {
            // Earlier alarms no longer apply: this plan builds on the fence that was seen.
            draft.clear(FenceAlarms.BLOCKING);
            String text = "the name servers answer the fence from before the change";
            draft.holds(draft.holds()
                    .fault(new FenceFault(
                            ReasonCode.PROVIDER_LOST_CHANGE.code(), seen, text, draft.now, draft.now, null, null)));
        }
    }

    private static StepProgress.@Nullable Running unproven(Phase.Moving moving, Fence seen) {
        return moving.accepted()
                        && moving.plan().moves()
                        && moving.ofSwitch() instanceof StepProgress.Running running
                        && seen.equals(running.expected())
                ? running
                : null;
    }

    /** Submits the switch again while the suspicion lasts. @return when to check again; null when it is over */
    static @Nullable Instant keep(TransitionBuilder draft, FenceFault fault) {
        Fence found = fault.found();
        if (!(draft.phase() instanceof Phase.Moving moving) || found == null || unproven(moving, found) == null) {
            draft.holds(draft.holds().fault(null));
            return null;
        }
        Instant due = fault.since().plus(FenceFaults.CONFIRMED_AFTER);
        if (draft.now.isBefore(due)) {
            return due;
        }
        draft.holds(draft.holds().fault(fault.since(draft.now)));
        resubmit(draft, moving, found, draft.now);
        return draft.now.plus(FenceFaults.CONFIRMED_AFTER);
    }

    /** @return whether the provider showed the fence from before the switch, so that the switch is submitted again */
    public static boolean refused(TransitionBuilder draft, Fence seen) {
        if (!(draft.phase() instanceof Phase.Moving moving)) {
            return false;
        }
        StepProgress.Running running = unproven(moving, seen);
        if (running == null) {
            return false;
        }
        Plan plan = moving.plan();
        resubmit(draft, moving, seen, draft.retryAt(plan.id(), plan.switchStep(), running.attempt()));
        return true;
    }

    private static void resubmit(TransitionBuilder draft, Phase.Moving moving, Fence seen, Instant when) {
        StepProgress.Running running = unproven(moving, seen);
        if (running == null) {
            return;
        }
        int step = moving.plan().switchStep();
        StepProgress.Running again = running.again(when, null, running.previous());
        Reason reason = Reason.of(
                ReasonCode.PROVIDER_LOST_CHANGE,
                "the provider had accepted epoch " + draft.epoch() + " and shows epoch " + seen.epoch()
                        + " again: the change is submitted again");
        boolean news = !draft.reason().is(ReasonCode.PROVIDER_LOST_CHANGE);
        draft.become(moving.step(step, again), reason);
        if (news) {
            draft.journal(JournalKind.PROVIDER_LOST_CHANGE, reason)
                    .of(moving.plan())
                    .step(step)
                    .write();
        }
    }

    /** True if the provider may have lost the accepted switch: until that is over, no other change can be written. */
    public static boolean suspected(TransitionBuilder draft) {
        FenceFault fault = draft.holds().fault();
        return fault != null && fault.is(ReasonCode.PROVIDER_LOST_CHANGE);
    }
}
