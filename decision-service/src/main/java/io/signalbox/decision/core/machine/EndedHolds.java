package io.signalbox.decision.core.machine;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.LastOrder;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.state.FenceHold;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Holds;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends overrides and freezes whose time is over. */
final class EndedHolds {

    private EndedHolds() {}

    static void keep(TransitionBuilder draft) {
        Holds holds = draft.holds();
        Hold.Override override = holds.override();
        if (override != null && override.endedAt(draft.now)) {
            LastOrder.ended(draft);
            ended(draft, JournalKind.OVERRIDE_EXPIRED, "the override to " + override.target(), override);
        }
        Hold.Override proposed = holds.proposed();
        if (proposed != null && proposed.endedAt(draft.now)) {
            draft.holds(draft.holds().proposed(null));
            ended(draft, JournalKind.OVERRIDE_EXPIRED, "the proposed override to " + proposed.target(), proposed);
        }
        Hold.Freeze freeze = holds.freeze();
        if (freeze != null && freeze.endedAt(draft.now)) {
            draft.holds(draft.holds().freeze(null));
            ended(draft, JournalKind.FREEZE_EXPIRED, "the freeze", freeze);
        }
    }

    private static void ended(TransitionBuilder draft, JournalKind kind, String what, Hold hold) {
        draft.journal(
                        kind,
                        Reason.of(
                                ReasonCode.EXPIRED,
                                what + " of " + hold.who() + " (" + hold.why() + ") has ended, as ordered"))
                .by(hold.directive(), hold.who())
                .write();
    }

    /** When the next one ends; null for none. */
    static @Nullable Instant wakeAt(TransitionBuilder draft) {
        Instant end = null;
        Hold.Override override = draft.holds().override();
        Hold.Override proposed = draft.holds().proposed();
        Hold.Freeze freeze = draft.holds().freeze();
        FenceHold elsewhere = SharedHolds.plansHeldElsewhere(draft.fence(), draft.situation.cell(), draft.now);
        end = Instants.earlier(end, elsewhere == null ? null : elsewhere.until());
        end = Instants.earlier(end, override == null ? null : override.until());
        end = Instants.earlier(end, proposed == null ? null : proposed.until());
        return Instants.earlier(end, freeze == null ? null : freeze.until());
    }
}
