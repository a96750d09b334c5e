package io.signalbox.decision.core.execution;

import io.signalbox.contract.fence.Fence;
import io.signalbox.decision.core.fence.NextFence;
import io.signalbox.decision.core.plan.CommandFactory;
import io.signalbox.decision.core.plan.TrafficRamp;
import io.signalbox.decision.core.state.AttemptTimes;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renews a plan's claim while the plan needs it: steps and their undo run under the claim. */
final class ClaimRenewal {

    private ClaimRenewal() {}

    /** When the plan's claim must be renewed; null for none. */
    static @Nullable Instant renewAt(TransitionBuilder draft, Phase.Moving moving) {
        Fence fence = draft.fence();
        boolean claimed = !moving.accepted()
                && moving.progress().getFirst() instanceof StepProgress.Done
                && moving.plan().steps().getFirst().task() instanceof StepTask.Claim;
        if (!claimed || fence == null || moving.ofSwitch().begun() || TrafficRamp.isAtWork(moving)) {
            return null;
        }
        Instant until = fence.until();
        if (draft.memory().binding().refused() != null) {
            // The claim contains a cancellation that came too late.
            return draft.now;
        }
        return until == null ? null : until.minus(claimFor(draft).dividedBy(2));
    }

    /**
     * Steps are undone under the claim too: it is renewed after half of its time.
     *
     * @param early whether it is renewed before that
     * @return whether it is being renewed now
     */
    static boolean renewForUndo(TransitionBuilder draft, Phase.Moving moving, boolean early) {
        Fence fence = draft.fence();
        Instant until = fence != null
                        && fence.phase() == Fence.Phase.MOVING
                        && fence.plan().equals(moving.plan().id())
                ? fence.until()
                : null;
        if (until == null
                || !early && draft.now.isBefore(until.minus(claimFor(draft).dividedBy(2)))
                || !(moving.progress().getFirst() instanceof StepProgress.Done done)) {
            return false;
        }
        renew(draft, moving, done);
        return true;
    }

    static boolean renew(TransitionBuilder draft, Phase.Moving moving) {
        Instant due = renewAt(draft, moving);
        if (due == null
                || draft.now.isBefore(due)
                || !(moving.progress().getFirst() instanceof StepProgress.Done done)) {
            return false;
        }
        renew(draft, moving, done);
        return true;
    }

    private static void renew(TransitionBuilder draft, Phase.Moving moving, StepProgress.Done done) {
        var running = new StepProgress.Running(
                done.attempt() + 1,
                0,
                0,
                draft.now,
                AttemptTimes.silence(draft.now),
                AttemptTimes.life(draft.now),
                null,
                draft.fence(),
                NextFence.claim(draft, moving.plan()),
                Map.of(),
                null);
        draft.send(CommandFactory.attempt(draft, moving.plan(), 0, running));
        draft.become(moving.step(0, running), draft.reason());
    }

    private static Duration claimFor(TransitionBuilder draft) {
        return draft.situation.service().policy().claimFor();
    }
}
