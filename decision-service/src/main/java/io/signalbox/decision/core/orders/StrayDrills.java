package io.signalbox.decision.core.orders;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.StraySwitch;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;

/** Returns traffic that was moved by a switch of a drill after that switch had been given up. */
final class StrayDrills {

    private StrayDrills() {}

    /** Checks whether one was accepted. A later move of the traffic has taken over from its drill. */
    static void keep(TransitionBuilder draft) {
        Fence fence = draft.fence();
        List<StraySwitch> strays = draft.memory().strays();
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

    private static boolean isIn(StraySwitch stray, Fence fence, TransitionBuilder draft) {
        return fence.plan().equals(stray.plan()) && fence.cell().equals(draft.situation.cell());
    }

    private static void followHome(StraySwitch stray, TransitionBuilder draft) {
        Reason reason = Reason.of(
                ReasonCode.ABORTED,
                "the switch to " + stray.drill().target() + " was taken after it had been given up; plan "
                        + stray.plan());
        DrillReports.goHome(draft, stray.drill().there(draft.now), reason);
    }
}
