package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Directive;
import io.signalbox.contract.Fence;
import io.signalbox.contract.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of freezes at a person's word: of all cells' when it is given here, and of this cell's when it was given elsewhere. */
final class Thawing {

    private Thawing() {}

    /** A person ends every freeze of the service, of whatever cell. */
    static void take(Draft draft, Directive directive) {
        List<Shared> others = frozenElsewhere(draft);
        if (draft.holds().freeze() == null && others.isEmpty()) {
            Directing.refuse(draft, directive, "nothing-to-thaw", nothing(draft));
            return;
        }
        boolean told = LastOrder.tells(draft);
        draft.holds(draft.holds().freeze(null));
        if (told) {
            var all = new ArrayList<>(draft.holds().ended());
            others.stream()
                    .filter(shared -> !Holding.isEnded(draft, shared))
                    .map(shared -> end(directive, draft.now, shared))
                    .forEach(all::add);
            draft.holds(draft.holds().ended(all));
        }
        Directing.taken(
                draft,
                directive,
                others.isEmpty()
                        ? "automatic moves may begin"
                        : told
                                ? "automatic moves may begin once the fence is written without the freezes of other cells"
                                : "what other cells have frozen will stay frozen");
    }

    private static String nothing(Draft draft) {
        return draft.fleet.freeze() == null
                ? "the service is not frozen"
                : "the service is not frozen by itself: all services are, and are thawed together";
    }

    private static Hold.Ended end(Directive directive, Instant now, Shared shared) {
        return new Hold.Ended(
                directive.id(),
                directive.who(),
                directive.why(),
                now,
                Directive.EndHold.What.FREEZE,
                new CellName(shared.cell()));
    }

    /** Whether the fence says a freeze of another cell, over or not. */
    static boolean isFrozenElsewhere(Draft draft) {
        return !frozenElsewhere(draft).isEmpty();
    }

    private static List<Shared> frozenElsewhere(Draft draft) {
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
