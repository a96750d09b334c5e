package io.signalbox.decision.core.orders;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.govern.CapacityDrills;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A running drill without traffic: its target gets the capacity of a failover for a while. If the traffic moves there meanwhile, the
 * capacity stays, and the way back of that move puts it back.
 */
final class CapacityDrill {

    private final Service service;
    private final DrillReports book;

    CapacityDrill(Service service, DrillReports book) {
        this.service = service;
        this.book = book;
    }

    /** Why a drill of that target cannot begin; null if it can. */
    static @Nullable Reason against(TransitionBuilder draft, SiteName target) {
        if (draft.situation.service().plans().capacitySteps(target).isEmpty()) {
            return Reason.of(ReasonCode.NO_TARGET, "the failover plan has no step that sets a capacity of " + target);
        }
        return CapacityDrills.raised(draft, target).stream()
                .findFirst()
                .map(step -> Reason.of(
                        ReasonCode.STILL_RAISED, target + " still has the capacity that " + step.name() + " has set"))
                .orElse(null);
    }

    /** @param trouble the reason to end it at once; null for none @return when to look again */
    @Nullable
    Instant underWay(TransitionBuilder draft, Hold.Drill drill, @Nullable String trouble) {
        if (drill.target().equals(draft.active())) {
            Reason reason = Reason.of(
                    ReasonCode.TAKEN_OVER,
                    "the traffic has moved to " + drill.target() + ", which keeps the raised capacity");
            book.end(draft, drill, reason, null);
            return null;
        }
        return switch (drill.stage()) {
            case LEAVING -> raising(draft, drill, trouble);
            case THERE -> raised(draft, drill, trouble);
            case RETURNING -> {
                lowering(draft, drill);
                yield null;
            }
        };
    }

    private @Nullable Instant raising(TransitionBuilder draft, Hold.Drill drill, @Nullable String trouble) {
        Instant patience = drill.since().plus(service.policy().planDeadline());
        if (endsEarly(draft, drill, trouble)) {
            return null;
        }
        if (!draft.now.isBefore(patience)) {
            String late = "the capacity of " + drill.target() + " was not raised in time";
            DrillReports.goHome(draft, drill, Reason.of(ReasonCode.ABORTED, late));
            return null;
        }
        return patience;
    }

    private @Nullable Instant raised(TransitionBuilder draft, Hold.Drill drill, @Nullable String trouble) {
        if (endsEarly(draft, drill, trouble)) {
            return null;
        }
        if (drill.endedAt(draft.now)) {
            DrillReports.goHome(draft, drill, Reason.of(ReasonCode.SUCCEEDED, "it has lasted as long as it should"));
            return null;
        }
        return drill.until();
    }

    /** Why the drill gives way: a move of the traffic has begun, or may soon. Null for neither. */
    static @Nullable String interruption(TransitionBuilder draft, Hold.Drill drill) {
        if (draft.phase() instanceof Phase.Moving moving && moving.plan().moves()) {
            return "a move to " + moving.plan().to() + " has begun";
        }
        Verdict home = draft.state().verdict(drill.home());
        return drill.stage() == Hold.Drill.Stage.LEAVING && home != Verdict.UP ? drill.home() + " is " + home : null;
    }

    private static boolean endsEarly(TransitionBuilder draft, Hold.Drill drill, @Nullable String trouble) {
        String why = drill.home().equals(draft.active()) ? trouble : "the traffic has moved to " + draft.active();
        if (why != null) {
            DrillReports.goHome(draft, drill, Reason.of(ReasonCode.ABORTED, why));
        }
        return why != null;
    }

    private void lowering(TransitionBuilder draft, Hold.Drill drill) {
        boolean settled = draft.phase() instanceof Phase.Steady || draft.phase() instanceof Phase.AwaitingLeave;
        Reason why = drill.ended();
        boolean givenUp = why != null && why.is(ReasonCode.UNRESTORED);
        if (settled && (givenUp || CapacityDrills.toLower(draft, drill).isEmpty())) {
            Reason ended = why == null ? Reason.of(ReasonCode.ABORTED, "it is over") : why;
            book.end(draft, drill, ended, givenUp ? null : draft.now);
        }
    }
}
