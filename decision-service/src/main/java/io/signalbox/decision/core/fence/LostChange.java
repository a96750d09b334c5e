package io.signalbox.decision.core.fence;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.FenceReason;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.state.AttemptTimes;
import io.signalbox.decision.core.state.FenceFault;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The provider has accepted a switch and then shows the fence from before it: it has lost the change. The same change
 * is submitted again. It is the same compare-and-swap, so nothing happens if the change was not lost.
 */
public final class LostChange {

    private LostChange() {}

    /**  */
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
        if (before == null || !before.is(FenceReason.PROVIDER_LOST_CHANGE)) {
            // An earlier fault is over: the fence that this plan builds on is there.
            draft.clear(FenceAlarms.BLOCKING);
            String text = "the name servers answer the fence from before the change";
            draft.holds(draft.holds()
                    .fault(new FenceFault(
                            FenceReason.PROVIDER_LOST_CHANGE.code(), seen, text, draft.now, draft.now, null, null)));
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

    /** Time has passed. @return when to look again */
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

    /**  */
    public static boolean refused(TransitionBuilder draft, Fence seen) {
        if (!(draft.phase() instanceof Phase.Moving moving)) {
            return false;
        }
        StepProgress.Running running = unproven(moving, seen);
        if (running == null) {
            return false;
        }
        resubmit(draft, moving, seen, draft.now.plus(AttemptTimes.backoff(running.attempt())));
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
                FenceReason.PROVIDER_LOST_CHANGE,
                "the provider had accepted epoch " + draft.epoch() + " and shows epoch " + seen.epoch()
                        + " again: the change is submitted again");
        boolean news = !draft.reason().is(FenceReason.PROVIDER_LOST_CHANGE);
        draft.become(moving.step(step, again), reason);
        if (news) {
            draft.journal(FenceReason.PROVIDER_LOST_CHANGE.code(), reason)
                    .of(moving.plan())
                    .step(step)
                    .write();
        }
    }

    /**
     * Whether the provider shows the fence from before the accepted switch: nothing else can be written until that is
     * over.
     */
    public static boolean suspected(TransitionBuilder draft) {
        FenceFault fault = draft.holds().fault();
        return fault != null && fault.is(FenceReason.PROVIDER_LOST_CHANGE);
    }
}
