package io.signalbox.decision.core.fence;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.FenceHold;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The freezes in the fence: those of other cells, and the end of this cell's freeze by another cell's operator. */
public final class FenceFreezes {

    private FenceFreezes() {}

    /** True if the fence contains a freeze of another cell, in force or expired. */
    public static boolean isFrozenElsewhere(TransitionBuilder draft) {
        return !frozenElsewhere(draft).isEmpty();
    }

    public static List<FenceHold> frozenElsewhere(TransitionBuilder draft) {
        Fence fence = draft.fence();
        return fence == null
                ? List.of()
                : SharedHolds.of(fence).stream()
                        .filter(shared -> shared.freezes()
                                && shared.unread() == null
                                && SharedHolds.isOthers(shared, draft.situation.cell()))
                        .toList();
    }

    /**
     * Ends this cell's freeze after another cell has written a fence without it. A fence that this cell writes omits
     * only a freeze that was already over; another fence of the same epoch was written without knowledge of it.
     *
     * @param known the fence known before
     */
    static void learn(TransitionBuilder draft, @Nullable Fence known) {
        Hold.Freeze freeze = draft.holds().freeze();
        CellName cell = draft.situation.cell();
        Fence fence = draft.fence();
        if (freeze != null
                && says(known, freeze, cell)
                && !SharedHolds.freezesEverywhere(fence, cell)
                && isLater(fence, known)
                && !isWrittenHere(draft.phase(), fence)) {
            draft.holds(draft.holds().freeze(null));
            Reason reason = Reason.of(
                    ReasonCode.THAWED_ELSEWHERE,
                    "the freeze of " + freeze.who() + " (" + freeze.why()
                            + ") was ended by an operator of another cell");
            draft.journal(JournalKind.THAWED_ELSEWHERE, reason)
                    .by(freeze.directive(), freeze.who())
                    .write();
        }
    }

    private static boolean isLater(@Nullable Fence fence, @Nullable Fence known) {
        return fence == null || known == null || fence.epoch() > known.epoch();
    }

    private static boolean says(@Nullable Fence fence, Hold.Freeze freeze, CellName cell) {
        return fence != null
                && freeze.isBefore(fence)
                && SharedHolds.of(fence).contains(SharedHolds.shared(freeze, cell));
    }

    private static boolean isWrittenHere(Phase phase, @Nullable Fence fence) {
        return fence != null
                && phase instanceof Phase.Moving moving
                && moving.progress().stream().anyMatch(step -> fence.equals(step.leaves()));
    }
}
