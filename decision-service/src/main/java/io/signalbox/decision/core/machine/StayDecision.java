package io.signalbox.decision.core.machine;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Plans;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.transition.ApprovalSubject;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.Permission;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state and journal of a service whose traffic stays. */
final class StayDecision {

    /** Reasons to stay although no move was considered. */
    private static final List<ReasonCode> NO_DECISION = List.of(
            ReasonCode.ACTIVE_UP,
            ReasonCode.OVERRIDE_IN_FORCE,
            ReasonCode.LAST_RESORT,
            ReasonCode.DRILL,
            ReasonCode.MODE_OFF);

    private StayDecision() {}

    /** No move is wanted. @return when to look again */
    static @Nullable Instant stay(TransitionBuilder draft, MoveProposal.Stay stay) {
        boolean news = !stay.reason().hasCodeOf(draft.reason());
        if (news && isDecision(stay.reason())) {
            draft.journal(JournalKind.HELD, stay.reason()).write();
        }
        draft.memory(draft.memory().approval(null));
        draft.become(new Phase.Steady(), stay.reason());
        return stay.reconsiderAt();
    }

    /** True if staying was a decision: a move was considered, and there is a reason against it. */
    static boolean isDecision(Reason reason) {
        return !reason.isAny(NO_DECISION);
    }

    /**
     * A move is wanted and held.
     *
     * @param plan by which it would be done
     * @param part why a share of the traffic stays where it should not be, if for another reason; null for none
     */
    static void wait(
            TransitionBuilder draft,
            MoveProposal.Move move,
            Permission.Held held,
            Plans.Name plan,
            @Nullable Reason part) {
        Reason why = held.reason();
        String text = "would move to " + move.to() + " (" + move.reason().text() + "), but: " + why.text();
        boolean known = draft.phase() instanceof Phase.AwaitingLeave waiting
                && waiting.to().equals(move.to())
                && waiting.held().hasCodeOf(why);
        if (!known) {
            draft.journal(JournalKind.HELD, why.withText(text)).write();
        }
        Reason reason = part == null || part.hasCodeOf(Reason.of(ReasonCode.SPLIT, why, ""))
                ? why.withText(text)
                : part.withText(text + "; and " + part.text());
        draft.become(
                new Phase.AwaitingLeave(
                        move.to(),
                        move.kind(),
                        waitingSince(draft, move),
                        why,
                        held.approvable(),
                        held.approvable() ? ApprovalSubject.of(draft, move, plan) : null),
                reason);
    }

    private static Instant waitingSince(TransitionBuilder draft, MoveProposal.Move move) {
        return draft.phase() instanceof Phase.AwaitingLeave waiting
                        && waiting.to().equals(move.to())
                ? waiting.since()
                : draft.now;
    }
}
