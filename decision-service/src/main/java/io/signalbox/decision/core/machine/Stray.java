package io.signalbox.decision.core.machine;

import io.signalbox.contract.Fence;
import io.signalbox.contract.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * A switch of a drill that was given up, and of which nobody has heard what became of it. The drill may be over before it is: where
 * the fence shows that it was taken after all, its traffic still has to come home.
 *
 * @param plan whose switch it is
 * @param epoch of the fence that it replaces: once that is replaced by anything else, it can no longer be taken
 * @param drill as it was
 */
public record Stray(String plan, long epoch, Hold.Drill drill) {

    /** A plan ends. What it has sent for a drill may still be taken. */
    static void remember(Draft draft, Phase.Moving moving) {
        Hold.Drill drill = draft.holds().drill();
        Fence fence = draft.fence();
        if (drill == null || fence == null || moving.plan().kind() != MoveKind.DRILL || moving.accepted()) {
            return;
        }
        Fence expected =
                switch (moving.ofSwitch()) {
                    case Progress.Running running -> running.expected();
                    case Progress other ->
                        other.givenUp() == null ? null : other.givenUp().expected();
                };
        if (fence.equals(expected)) {
            var more = new ArrayList<>(draft.memory().strays());
            more.add(new Stray(moving.plan().id(), fence.epoch(), drill));
            draft.memory(draft.memory().strays(more));
        }
    }

    /** Looks whether one was taken. Whoever has sent the traffic anywhere since has taken over from its drill. */
    static void keep(Draft draft) {
        Fence fence = draft.fence();
        List<Stray> strays = draft.memory().strays();
        if (fence == null || strays.stream().allMatch(stray -> stray.epoch >= fence.epoch())) {
            return;
        }
        draft.memory(draft.memory()
                .strays(strays.stream()
                        .filter(stray -> stray.epoch >= fence.epoch())
                        .toList()));
        if (draft.holds().drill() == null && draft.holds().override() == null) {
            strays.stream().filter(stray -> stray.isIn(fence, draft)).forEach(stray -> stray.followHome(draft));
        }
    }

    private boolean isIn(Fence fence, Draft draft) {
        return fence.plan().equals(plan) && fence.cell().equals(draft.situation.cell());
    }

    private void followHome(Draft draft) {
        Reason reason = Reason.of(
                "aborted", "the switch to " + drill.target() + " was taken after it had been given up; plan " + plan);
        Drilling.goHome(draft, drill.there(draft.now), reason);
    }
}
