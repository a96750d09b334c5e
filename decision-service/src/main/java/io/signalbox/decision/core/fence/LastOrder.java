package io.signalbox.decision.core.fence;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies the last override or release in every cell, whichever cell gave it. The fence numbers these orders. A new
 * order names the number that its cell knows, and takes the next number with the first fence that contains it. If
 * another order took that number first, the new order is lost: this is an alarm, and it is never tried again.
 */
public final class LastOrder {

    private LastOrder() {}

    /** The number of the last order known here; a new order names it. */
    public static long number(@Nullable Fence fence) {
        return fence == null ? 0 : fence.words().orders();
    }

    /** True if this cell writes its orders to the fence. In mode advise no fence is written. */
    public static boolean tells(TransitionBuilder draft) {
        return draft.situation.shared() && !draft.situation.advises();
    }

    /**
     * True if this cell's overrides and releases are written to the fence: also with one cell, once a person has written an order to
     * the fence without a cell. Otherwise that order would be in force again after its release.
     */
    private static boolean numbers(TransitionBuilder draft) {
        return tells(draft) || number(draft.fence()) > 0 && !draft.situation.advises();
    }

    /** An operator releases the override in force. */
    public static void release(TransitionBuilder draft, Directive directive) {
        Hold.Override override = draft.holds().override();
        Hold.Override proposed = draft.holds().proposed();
        if (override == null && proposed == null) {
            DirectiveReply.refuse(
                    draft, directive, ReasonCode.NOTHING_TO_RELEASE, "no override is in force, and none waits");
            return;
        }
        end(draft, directive);
        DirectiveReply.taken(
                draft,
                directive,
                override == null
                        ? "the forced override that waited for a second person is rejected"
                        : override.isOwn()
                                ? "the override is released"
                                : "the override of cell " + override.elsewhere() + " is released");
    }

    /** Ends the override in this cell, and in every cell once the fence contains the release. */
    public static void end(TransitionBuilder draft, Directive directive) {
        Hold.Override override = draft.holds().override();
        draft.holds(draft.holds().override(null).proposed(null));
        if (override != null && numbers(draft)) {
            // If the fence does not contain the order yet, the release also ends it once it appears.
            long released = isWritten(draft, override) ? number(draft.fence()) : override.number() + 1;
            draft.holds(draft.holds()
                    .release(new Hold.Release(
                            directive.id(), directive.who(), directive.why(), draft.now, draft.epoch(), released)));
        }
    }

    private static boolean isWritten(TransitionBuilder draft, Hold.Override override) {
        return isWritten(draft.fence(), override, draft.situation.cell());
    }

    /** True if the fence contains this override. @param cell this cell */
    public static boolean isWritten(@Nullable Fence fence, Hold.Override override, CellName cell) {
        Order order = fence == null ? null : fence.words().order();
        CellName given = override.elsewhere() == null ? cell : override.elsewhere();
        return order != null
                && order.number() == override.number() + 1
                && order.cell().equals(given)
                && override.target().equals(order.target());
    }

    /** The agreed entries of the next fence. */
    static Agreed next(TransitionBuilder draft, Fence fence) {
        Agreed words = fence.words();
        Hold.Override override = draft.holds().override();
        Hold.Release release = draft.holds().release();
        if (!numbers(draft)) {
            return words;
        }
        if (override != null
                && override.isOwn()
                && override.number() == words.orders()
                && !override.waitsIn(draft.phase())) {
            return words.order(new Order(
                    words.orders() + 1,
                    override.target(),
                    draft.situation.cell(),
                    override.until(),
                    override.force(),
                    override.passFreeze(),
                    override.who()));
        }
        return release != null && release.number() == words.orders()
                ? words.order(
                        new Order(words.orders() + 1, null, draft.situation.cell(), null, false, null, release.who()))
                : words;
    }

    /** True if the fence lacks an order of this cell. */
    static boolean isOutdated(TransitionBuilder draft, Fence fence) {
        return !next(draft, fence).equals(fence.words());
    }

    /** Applies the orders in the fence that has just become known. @param known the fence known before */
    static void learn(TransitionBuilder draft, @Nullable Fence known) {
        Fence fence = draft.fence();
        if (fence == null) {
            return;
        }
        Hold.Override held = draft.holds().override();
        boolean before = held != null && isWritten(known, held, draft.situation.cell());
        Order order = fence.words().order();
        long number = fence.words().orders();
        released(draft, known, order, number);
        overtaken(draft, order, number, before);
        Hold.Override proposed = draft.holds().proposed();
        if (proposed != null && proposed.number() < number) {
            draft.holds(draft.holds().proposed(null));
            lost(draft, "the proposed override to " + proposed.target(), proposed, order);
        }
        recall(draft, fence);
    }

    /** Puts the fence's order in force, unless a later order was given here. */
    private static void recall(TransitionBuilder draft, Fence fence) {
        Order order = fence.words().order();
        boolean releasing = draft.holds().release() != null;
        if (order != null && order.inForce(draft.now) && draft.holds().override() == null && !releasing) {
            draft.holds(draft.holds().override(of(draft, order, fence)));
        }
    }

    /** An override has expired. If the fence never contained it, the order in the fence is in force again. */
    public static void ended(TransitionBuilder draft) {
        draft.holds(draft.holds().override(null));
        Fence fence = draft.fence();
        if (fence != null) {
            recall(draft, fence);
        }
    }

    private static Hold.Override of(TransitionBuilder draft, Order order, Fence fence) {
        return new Hold.Override(
                "order-" + order.number() + "@" + order.cell(),
                Objects.requireNonNull(order.target()),
                order.who(),
                order.cell().equals(Order.WITHOUT_CELL)
                        ? "ordered past all cells, by signalbox switch --direct"
                        : "ordered in cell " + order.cell() + ", whose journal says why",
                draft.now,
                order.until(),
                order.force(),
                null,
                order.cell().equals(draft.situation.cell()) ? null : order.cell(),
                order.number() - 1,
                fence.epoch(),
                order.passFreeze(),
                null);
    }

    private static void released(TransitionBuilder draft, @Nullable Fence known, @Nullable Order order, long number) {
        Hold.Release release = draft.holds().release();
        if (release == null) {
            return;
        }
        boolean instead = number(known) < release.number()
                && number == release.number()
                && order != null
                && !order.cell().equals(draft.situation.cell());
        if (instead) {
            // Another cell's order took the number: the released order can no longer be written.
            draft.holds(draft.holds().release(null));
            return;
        }
        if (number <= release.number()) {
            return;
        }
        draft.holds(draft.holds().release(null));
        // A release by another cell has the same effect.
        if (order != null && order.target() != null) {
            lost(draft, "the release", release, order);
        }
    }

    private static void overtaken(TransitionBuilder draft, @Nullable Order order, long number, boolean wasWritten) {
        Hold.Override override = draft.holds().override();
        if (override == null || number <= override.number() || order == null || isWritten(draft, override)) {
            return;
        }
        draft.holds(draft.holds().override(null));
        if (wasWritten || override.target().equals(order.target())) {
            JournalKind kind = order.target() == null ? JournalKind.OVERRIDE_RELEASED : JournalKind.OVERRIDE_SUPERSEDED;
            draft.journal(
                            kind,
                            Reason.of(
                                    order.target() == null ? ReasonCode.RELEASED : ReasonCode.SUPERSEDED,
                                    "the override of " + override.who() + " to " + override.target() + " is over: "
                                            + words(order)))
                    .by(override.directive(), override.who())
                    .write();
        } else {
            lost(draft, "the override to " + override.target(), override, order);
        }
    }

    private static void lost(TransitionBuilder draft, String what, Hold hold, @Nullable Order by) {
        Reason reason = Reason.of(
                ReasonCode.ORDER_LOST,
                what + " of " + hold.who() + " (" + hold.why() + ") is lost, and is not tried again: "
                        + (by == null ? "another was written first" : words(by)));
        draft.raise(reason);
        draft.journal(JournalKind.ORDER_LOST, reason)
                .by(hold.directive(), hold.who())
                .write();
    }

    private static String words(Order order) {
        return order.who() + " has "
                + (order.target() == null ? "released the service" : "ordered the traffic to " + order.target())
                + " in cell " + order.cell() + " (order " + order.number() + ")";
    }

    /**
     * When no plan is under way, changes the release of an order that was never written into a release of the order
     * before it. While the fence is still the one on which the order was given, the provider may accept the order late.
     */
    public static void keep(TransitionBuilder draft) {
        Fence fence = draft.fence();
        Hold.Release release = draft.holds().release();
        boolean idle = !(draft.phase() instanceof Phase.Moving);
        if (release == null || !idle) {
            return;
        }
        Order order = fence == null ? null : fence.words().order();
        boolean inForce = order != null && (order.number() >= release.number() || order.inForce(draft.now));
        if (!numbers(draft) || !inForce && draft.epoch() != release.epoch()) {
            draft.holds(draft.holds().release(null));
        } else if (order != null && inForce && order.number() < release.number()) {
            draft.holds(draft.holds().release(release.of(order.number())));
        }
    }
}
