package io.signalbox.decision.core.fence;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.FenceHold;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies freezes and drills in every cell: writes this cell's orders to the fence, and reads those of other cells.
 * With one cell nothing is written.
 */
public final class SharedHolds {

    /** Time for this cell to return the traffic after a drill, before other cells may. */
    private static final Duration AFTER_DRILL = Duration.ofMinutes(5);

    private SharedHolds() {}

    /** The hold of a fence that leaves the traffic where it is. */
    static @Nullable String unmoved(TransitionBuilder draft) {
        Fence fence = draft.fence();
        return fence == null ? null : word(draft, of(fence), fence.active());
    }

    /** The hold of a fence that moves the traffic: it keeps freezes of other cells, and drops their drills. */
    static @Nullable String moved(TransitionBuilder draft, SiteName to) {
        Fence fence = draft.fence();
        List<FenceHold> kept = fence == null
                ? List.of()
                : of(fence).stream().filter(FenceHold::freezes).toList();
        return word(draft, kept, to);
    }

    private static @Nullable String word(TransitionBuilder draft, List<FenceHold> known, SiteName active) {
        var all = new ArrayList<FenceHold>();
        known.stream()
                .filter(shared -> isOthers(shared, draft.situation.cell()) && !isEnded(draft, shared))
                .forEach(all::add);
        for (FenceHold own : own(draft, active)) {
            all.add(own);
            if (!fits(draft, all)) {
                all.removeLast();
            }
        }
        return FenceHold.write(all);
    }

    /** True if the fence has room for these entries beside the entries it has. */
    private static boolean fits(TransitionBuilder draft, List<FenceHold> words) {
        String word = FenceHold.write(words);
        Fence fence = draft.fence();
        int unknown = fence == null || fence.others() == null
                ? 0
                : fence.others().stream().mapToInt(other -> other.length() + 1).sum();
        return word == null || word.length() <= draft.situation.roomForHolds() - unknown;
    }

    /** Forgets ended holds of other cells that have left the fence; raises an alarm for an order that does not fit. */
    public static void keep(TransitionBuilder draft) {
        Fence fence = draft.fence();
        if (fence == null) {
            return;
        }
        List<Hold.Ended> ended = draft.holds().ended().stream()
                .filter(end -> of(fence).stream().anyMatch(end::ends))
                .toList();
        if (ended.size() < draft.holds().ended().size()) {
            draft.holds(draft.holds().ended(ended));
        }
        List<FenceHold> untold = untold(draft, fence);
        if (!untold.isEmpty()) {
            Reason alarm = Reason.of(
                    ReasonCode.HOLD_UNPUBLISHED,
                    "the order is in force in this cell only, since the fence has no room for "
                            + FenceHold.write(untold) + " beside " + fence.text());
            if (draft.raise(alarm)) {
                draft.journal(JournalKind.HOLD_UNPUBLISHED, alarm).write();
            }
        }
    }

    /** This cell's orders for which the fence has no room. */
    static List<FenceHold> untold(TransitionBuilder draft, Fence fence) {
        List<FenceHold> own = own(draft, fence.active());
        List<FenceHold> said = own.isEmpty() ? own : FenceHold.read(unmoved(draft));
        return own.stream().filter(each -> !said.contains(each)).toList();
    }

    /** Ends the hold of another cell whose operators cannot end it there: it is over once it has left the fence. */
    public static void end(TransitionBuilder draft, Directive directive, Directive.EndHold order) {
        Fence fence = draft.fence();
        var ended =
                new Hold.Ended(directive.id(), directive.who(), directive.why(), draft.now, order.what(), order.cell());
        if (order.what() == Directive.EndHold.What.OVERRIDE) {
            DirectiveReply.refuse(draft, directive, ReasonCode.NO_HOLD, "an override is released, in any cell");
        } else if (draft.situation.cell().equals(order.cell())) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.OWN_HOLD,
                    "it was ordered in this cell: end it here, by release or thaw");
        } else if (fence == null || of(fence).stream().noneMatch(ended::ends)) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.NO_SUCH_HOLD,
                    "the fence says nothing like it; it says " + (fence == null ? null : fence.hold()));
        } else {
            var all = new ArrayList<>(draft.holds().ended());
            all.add(ended);
            draft.holds(draft.holds().ended(all));
            DirectiveReply.taken(draft, directive, "the fence is written without it; until then it holds");
        }
    }

    public static boolean isEnded(TransitionBuilder draft, FenceHold shared) {
        return draft.holds().ended().stream().anyMatch(end -> end.ends(shared));
    }

    /** Unites the holds of several fences into the hold of one fence that leaves the traffic at a site. */
    public static @Nullable String united(TransitionBuilder draft, List<Fence> fences, SiteName active) {
        List<FenceHold> known = List.of();
        for (Fence fence : fences) {
            known = FenceHold.united(known, of(fence));
        }
        return word(draft, known, active);
    }

    /** This cell's orders, as entries, while the traffic is at {@code active}. */
    private static List<FenceHold> own(TransitionBuilder draft, SiteName active) {
        var own = new ArrayList<FenceHold>();
        CellName cell = draft.situation.cell();
        if (!LastOrder.tells(draft)) {
            return own;
        }
        Hold.Freeze freeze = draft.holds().freeze();
        if (freeze != null) {
            own.add(shared(freeze, cell));
        }
        Hold.Drill drill = draft.holds().drill();
        if (drill != null && isTold(drill, active)) {
            own.add(FenceHold.of(FenceHold.Kind.DRILL, cell, drill.until().plus(AFTER_DRILL)));
        }
        return own;
    }

    private static boolean isTold(Hold.Drill drill, SiteName active) {
        return drill.isOfCapacity()
                ? drill.stage() != Hold.Drill.Stage.LEAVING
                : drill.stage() == Hold.Drill.Stage.THERE && drill.target().equals(active);
    }

    static FenceHold shared(Hold.Freeze freeze, CellName cell) {
        return FenceHold.of(
                freeze.holdsPlans() ? FenceHold.Kind.FREEZE_OF_PLANS : FenceHold.Kind.FREEZE, cell, freeze.until());
    }

    /** True if the fence differs from this cell's orders. */
    static boolean isOutdated(TransitionBuilder draft, Fence fence) {
        boolean news = LastOrder.tells(draft) && !ownIn(fence, draft).equals(own(draft, fence.active()))
                || of(fence).stream().anyMatch(shared -> isEnded(draft, shared));
        return (draft.situation.shared() || !draft.holds().ended().isEmpty())
                && news
                && !Objects.equals(fence.hold(), unmoved(draft));
    }

    private static List<FenceHold> ownIn(Fence fence, TransitionBuilder draft) {
        return of(fence).stream()
                .filter(shared -> !isOthers(shared, draft.situation.cell()))
                .toList();
    }

    /** True if the fence contains this cell's freeze, so that it applies in every cell. */
    static boolean freezesEverywhere(@Nullable Fence fence, CellName cell) {
        return fence != null && of(fence).stream().anyMatch(shared -> shared.freezes() && !isOthers(shared, cell));
    }

    /** The freeze of another cell in the fence; null when none is in force. */
    public static @Nullable FenceHold freezeElsewhere(@Nullable Fence fence, CellName cell, Instant now) {
        return elsewhere(fence, cell, now)
                .filter(FenceHold::freezes)
                .findFirst()
                .orElse(null);
    }

    /** The drill of another cell in the fence; null when none is in force. */
    public static @Nullable FenceHold drillElsewhere(@Nullable Fence fence, CellName cell, Instant now) {
        return elsewhere(fence, cell, now)
                .filter(shared -> shared.kind() == FenceHold.Kind.DRILL)
                .findFirst()
                .orElse(null);
    }

    /** Another cell's freeze that also holds plans under way; null when none is in force. */
    public static @Nullable FenceHold plansHeldElsewhere(@Nullable Fence fence, CellName cell, Instant now) {
        return elsewhere(fence, cell, now)
                .filter(shared -> shared.kind() == FenceHold.Kind.FREEZE_OF_PLANS)
                .findFirst()
                .orElse(null);
    }

    private static Stream<FenceHold> elsewhere(@Nullable Fence fence, CellName cell, Instant now) {
        return fence == null
                ? Stream.of()
                : of(fence).stream().filter(shared -> isOthers(shared, cell) && shared.inForce(now));
    }

    static List<FenceHold> of(Fence fence) {
        return FenceHold.read(fence.hold());
    }

    static boolean isOthers(FenceHold shared, CellName cell) {
        return !shared.cell().equals(cell.value());
    }
}
