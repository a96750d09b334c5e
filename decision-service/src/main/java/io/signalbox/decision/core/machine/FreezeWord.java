package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Fence;
import io.signalbox.contract.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The freezes in the fence: those of other cells, and the end of this cell's own by an operator elsewhere. */
final class FreezeWord {

    private FreezeWord() {}

    /** Whether the fence says a freeze of another cell, over or not. */
    static boolean isFrozenElsewhere(Draft draft) {
        return !frozenElsewhere(draft).isEmpty();
    }

    static List<Shared> frozenElsewhere(Draft draft) {
        Fence fence = draft.fence();
        return fence == null
                ? List.of()
                : Holding.of(fence).stream()
                        .filter(shared -> shared.freezes()
                                && shared.unread() == null
                                && Holding.isOthers(shared, draft.situation.cell()))
                        .toList();
    }

    /**
     * What this cell has frozen, and the fence said, is thawed once another cell has written it without. What this cell writes lacks
     * only what was over when it was asked for, and another fence of the same epoch was written without knowledge of it.
     *
     * @param known before
     */
    static void learn(Draft draft, @Nullable Fence known) {
        Hold.Freeze freeze = draft.holds().freeze();
        CellName cell = draft.situation.cell();
        Fence fence = draft.fence();
        if (freeze != null
                && says(known, freeze, cell)
                && !Holding.freezesEverywhere(fence, cell)
                && isLater(fence, known)
                && !isWrittenHere(draft.phase(), fence)) {
            draft.holds(draft.holds().freeze(null));
            Reason reason = Reason.of(
                    "thawed-elsewhere",
                    "the freeze of " + freeze.who() + " (" + freeze.why()
                            + ") was ended by an operator of another cell");
            draft.journal("thawed-elsewhere", reason)
                    .by(freeze.directive(), freeze.who())
                    .write();
        }
    }

    private static boolean isLater(@Nullable Fence fence, @Nullable Fence known) {
        return fence == null || known == null || fence.epoch() > known.epoch();
    }

    private static boolean says(@Nullable Fence fence, Hold.Freeze freeze, CellName cell) {
        return fence != null && freeze.isBefore(fence) && Holding.of(fence).contains(Holding.shared(freeze, cell));
    }

    private static boolean isWrittenHere(Phase phase, @Nullable Fence fence) {
        return fence != null
                && phase instanceof Phase.Moving moving
                && moving.progress().stream().anyMatch(step -> fence.equals(step.leaves()));
    }
}
