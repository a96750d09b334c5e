package io.signalbox.decision.core.machine;

import io.signalbox.contract.Fence;
import io.signalbox.contract.Reason;
import java.util.List;

/** Brings traffic home that a drill's switch has moved after it had been given up. */
final class StrayDrills {

    private StrayDrills() {}

    /** Looks whether one was taken. Whoever has sent the traffic anywhere since has taken over from its drill. */
    static void keep(Draft draft) {
        Fence fence = draft.fence();
        List<Stray> strays = draft.memory().strays();
        if (fence == null || strays.stream().allMatch(stray -> stray.epoch() >= fence.epoch())) {
            return;
        }
        draft.memory(draft.memory()
                .strays(strays.stream()
                        .filter(stray -> stray.epoch() >= fence.epoch())
                        .toList()));
        if (draft.holds().drill() == null && draft.holds().override() == null) {
            strays.stream().filter(stray -> isIn(stray, fence, draft)).forEach(stray -> followHome(stray, draft));
        }
    }

    private static boolean isIn(Stray stray, Fence fence, Draft draft) {
        return fence.plan().equals(stray.plan()) && fence.cell().equals(draft.situation.cell());
    }

    private static void followHome(Stray stray, Draft draft) {
        Reason reason = Reason.of(
                "aborted", "the switch to " + stray.drill().target() + " was taken after it had been given up; plan " + stray.plan());
        DrillBook.goHome(draft, stray.drill().there(draft.now), reason);
    }
}
