package io.signalbox.decision.core.plan;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.step.Through;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.ThroughName;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.TransitionBuilder;
import org.jspecify.annotations.Nullable;

/** Says if a move tests the new site through the service's name. */
final class NameProbes {

    private NameProbes() {}

    /** Null without a probe to repeat, if disabled in the topology, or if the move need not go to a site that is UP. */
    static @Nullable Through of(TransitionBuilder draft, MoveProposal.Move move) {
        Service service = draft.situation.service();
        boolean expected = draft.state().verdict(move.to()) == Verdict.UP || !againstTheVerdict(draft, move);
        return expected ? ThroughName.of(service, move.to()) : null;
    }

    /** True if the move goes to a site that need not be UP. */
    private static boolean againstTheVerdict(TransitionBuilder draft, MoveProposal.Move move) {
        Hold.Override override = draft.holds().override();
        boolean forced = move.kind() == MoveKind.OVERRIDE && override != null && override.force();
        return forced || move.reason().is(ReasonCode.ALL_DOWN_PRIMARY);
    }
}
