package io.signalbox.decision.core.fence;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Recognizes a fence that the running plan of this cell has written. */
public final class OwnFence {

    private OwnFence() {}

    public static boolean isOwn(TransitionBuilder draft, Phase.Moving moving, Fence seen) {
        boolean writer = seen.plan().equals(moving.plan().id()) && seen.cell().equals(draft.situation.cell());
        // A fence from before the service was renamed, or its stores were lost, may also carry the id of a first plan.
        return writer && (!moving.plan().isAdoption() || seen.epoch() == draft.epoch() + 1);
    }

    /** True for a claim of this cell under which no traffic moves. A move does not wait for it. */
    public static boolean isOfDrill(Fence fence, CellName cell) {
        return fence.phase() == Fence.Phase.MOVING
                && fence.active().equals(fence.target())
                && fence.cell().equals(cell);
    }

    /** True if the fence is a late write of a drill without traffic that has ended here. */
    public static boolean isLateOfDrill(TransitionBuilder draft, Fence seen) {
        CellName cell = draft.situation.cell();
        Fence known = draft.fence();
        return known != null
                && seen.epoch() > known.epoch()
                && seen.active().equals(known.active())
                && Objects.equals(seen.split(), known.split())
                && (isOfDrill(seen, cell) || isOfDrill(known, cell) && seen.sameWriter(known));
    }

    /** True if the fence was written by this plan and is later than the known one. */
    public static boolean isOwnNews(TransitionBuilder draft, Phase.Moving moving, @Nullable Fence seen) {
        Fence known = draft.fence();
        return seen != null && isOwn(draft, moving, seen) && (known == null || seen.epoch() > known.epoch());
    }
}
