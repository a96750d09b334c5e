package io.signalbox.decision.core.machine;

import io.signalbox.contract.Fence;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps a plan's claim while the plan needs it: what it does, and what it puts back, is done under the claim. */
final class Renewing {

    private Renewing() {}

    /** When the plan's claim must be renewed; null when it has none that must. */
    static @Nullable Instant renewAt(Draft draft, Phase.Moving moving) {
        Fence fence = draft.fence();
        boolean claimed = !moving.accepted()
                && moving.progress().getFirst() instanceof Progress.Done
                && moving.plan().steps().getFirst().task() instanceof Task.Claim;
        if (!claimed || fence == null || moving.ofSwitch().begun() || Ramping.isAtWork(moving)) {
            return null;
        }
        Instant until = fence.until();
        if (draft.memory().binding().refused() != null) {
            // The claim says what cannot be done any more.
            return draft.now;
        }
        return until == null ? null : until.minus(claimFor(draft).dividedBy(2));
    }

    /**
     * What is put back is put back under the claim as well: it is renewed when half of its time is over.
     *
     * @param early whether it is renewed before that
     * @return whether it is being renewed now
     */
    static boolean renewForUndo(Draft draft, Phase.Moving moving, boolean early) {
        Fence fence = draft.fence();
        Instant until = fence != null
                        && fence.phase() == Fence.Phase.MOVING
                        && fence.plan().equals(moving.plan().id())
                ? fence.until()
                : null;
        if (until == null
                || !early && draft.now.isBefore(until.minus(claimFor(draft).dividedBy(2)))
                || !(moving.progress().getFirst() instanceof Progress.Done done)) {
            return false;
        }
        renew(draft, moving, done);
        return true;
    }

    /** @return whether the claim is being renewed now; nothing else begins until it is */
    static boolean renew(Draft draft, Phase.Moving moving) {
        Instant due = renewAt(draft, moving);
        if (due == null || draft.now.isBefore(due) || !(moving.progress().getFirst() instanceof Progress.Done done)) {
            return false;
        }
        renew(draft, moving, done);
        return true;
    }

    private static void renew(Draft draft, Phase.Moving moving, Progress.Done done) {
        var running = new Progress.Running(
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
        draft.send(Commands.attempt(draft, moving.plan(), 0, running));
        draft.become(moving.step(0, running), draft.reason());
    }

    private static Duration claimFor(Draft draft) {
        return draft.situation.service().policy().claimFor();
    }
}
