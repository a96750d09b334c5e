package io.signalbox.decision.core.execution;

import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.plan.PlanFailure;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.transition.TransitionBuilder;

/**
 * Plans made with an older description of the service. The actuator knows older descriptions for as long as a plan may
 * take; after a restart it does not, and refuses their commands.
 */
final class OutdatedPlans {

    private OutdatedPlans() {}

    /**
     * Ends a plan whose command was refused for its description, so that the move is planned anew. If the plan's
     * description is the current one, the actuator has not read it yet and is asked again.
     *
     * @return whether the plan ends
     */
    static boolean ends(
            TransitionBuilder draft,
            Phase.Moving moving,
            StepProgress.Running running,
            StepOutcome outcome,
            Refused refused) {
        if (refused.why() != Refusal.TOPOLOGY_MISMATCH
                || !moving.plan().isOutdated(draft.situation.serviceDigest())
                || moving.accepted()
                || moving.pastReturn()
                || moving.ending() != null) {
            return false;
        }
        Reason reason = Reason.of(
                ReasonCode.DESCRIBED_ANEW,
                "the service's description has changed since the plan was made, and the actuator does not know the old one"
                        + " any more: " + refused.detail());
        // One of several commands may still be accepted: then the plan waits until it cannot.
        Phase.Moving next = running.attempt() > 1
                ? moving
                : moving.step(
                        outcome.step(),
                        new StepProgress.Failed(running.attempt(), running.previous(), reason, null, null));
        PlanFailure.giveUp(draft, next, true, false, reason);
        return true;
    }
}
