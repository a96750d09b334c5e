package io.signalbox.decision.core.fence;

import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds the fences that the steps of a plan write. Each has the next epoch, and keeps the marks and the unknown
 * entries of the known fence.
 */
public final class NextFence {

    private NextFence() {}

    /** The first fence. It has no marks: nothing is known about earlier plans. */
    public static Fence adopted(TransitionBuilder draft, Plan plan) {
        return Fence.settled(1, plan.to(), plan.id(), draft.situation.cell())
                .holding(SharedHolds.moved(draft, plan.to()));
    }

    /** The fence of a switch: the traffic goes to the plan's target. */
    public static Fence of(TransitionBuilder draft, Plan plan, StepTask.Switch change) {
        Fence fence = draft.knownFence();
        boolean stays = plan.kind() == MoveKind.ADJUST;
        Marks marks = NextMarks.switched(draft, plan);
        return Fence.settled(fence.epoch() + 1, plan.to(), plan.id(), draft.situation.cell())
                .holding(stays ? SharedHolds.unmoved(draft) : SharedHolds.moved(draft, plan.to()))
                .splitting(change.split())
                .after(fence)
                .agreeing(
                        stays
                                ? words(draft, fence)
                                : words(draft, fence).failed(null).unwanted(null))
                .marking(marks)
                .leadingTo(stays ? NextMarks.keptTarget(draft, marks) : null);
    }

    /** The fence of a claim, or of a plan that publishes holds; the traffic stays where it is. */
    public static Fence claim(TransitionBuilder draft, Plan plan) {
        return plan.kind() == MoveKind.HOLD
                ? told(draft, plan)
                : claim(draft, plan, draft.knownFence().split());
    }

    /** The fence of a claim with a part of the traffic at the target; with null, without such a part. */
    public static Fence claim(TransitionBuilder draft, Plan plan, @Nullable Split split) {
        Fence fence = draft.knownFence();
        Instant until = draft.now.plus(draft.situation.service().policy().claimFor());
        return Fence.moving(fence.epoch() + 1, fence.active(), plan.id(), draft.situation.cell(), until)
                .holding(SharedHolds.unmoved(draft))
                .splitting(split)
                .after(fence)
                .agreeing(words(draft, fence))
                .marking(NextMarks.claimed(draft, plan))
                .leadingTo(plan.isOfCapacity() ? NextMarks.unmovedTarget(draft) : plan.to());
    }

    /** The fence of a claim step: the last one of a drill without traffic ends the claim. */
    public static Fence claim(TransitionBuilder draft, Plan plan, int step) {
        return plan.releases(step) ? released(draft, plan) : claim(draft, plan);
    }

    /** The fence that ends the claim of a plan that moves nothing. */
    private static Fence released(TransitionBuilder draft, Plan plan) {
        Marks marks = NextMarks.known(draft);
        return settled(draft, plan, marks).leadingTo(NextMarks.keptTarget(draft, marks));
    }

    /** The fence that returns the plan's claim; the traffic stays where it is. */
    public static Fence returned(TransitionBuilder draft, Phase.Moving moving) {
        if (moving.plan().isOfCapacity()) {
            return released(draft, moving.plan());
        }
        SiteName promoting = moving.pastReturn() ? draft.knownFence().target() : null;
        return settled(draft, moving.plan(), NextMarks.returned(draft, moving)).leadingTo(promoting);
    }

    /**
     * The fence that publishes what is known here. A settled fence keeps its decision, and an unexpired claim stays:
     * only the entries change.
     */
    private static Fence told(TransitionBuilder draft, Plan plan) {
        Fence fence = draft.knownFence();
        Marks marks = NextMarks.known(draft);
        boolean claimed = fence.claimedAt(draft.now);
        if (claimed || fence.phase() == Fence.Phase.SETTLED && Objects.equals(marks, fence.marks())) {
            return fence.rewritten(SharedHolds.unmoved(draft), words(draft, fence));
        }
        return released(draft, plan);
    }

    private static Fence settled(TransitionBuilder draft, Plan plan, @Nullable Marks marks) {
        Fence fence = draft.knownFence();
        return Fence.settled(fence.epoch() + 1, fence.active(), plan.id(), draft.situation.cell())
                .holding(SharedHolds.unmoved(draft))
                .splitting(fence.split())
                .after(fence)
                .agreeing(words(draft, fence))
                .marking(marks);
    }

    private static Agreed words(TransitionBuilder draft, Fence fence) {
        return MoveBlocks.next(draft, LastOrder.next(draft, fence));
    }
}
