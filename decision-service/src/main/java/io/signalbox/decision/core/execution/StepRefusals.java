package io.signalbox.decision.core.execution;

import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.FenceFaults;
import io.signalbox.decision.core.fence.LostChange;
import io.signalbox.decision.core.fence.OwnFence;
import io.signalbox.decision.core.plan.FenceRewrite;
import io.signalbox.decision.core.plan.PlanFailure;
import io.signalbox.decision.core.plan.RetryRule;
import io.signalbox.decision.core.plan.StepFailure;
import io.signalbox.decision.core.plan.TrafficRamp;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Handles refused and failed attempts: another attempt, or the end of the step. */
public final class StepRefusals {

    private StepRefusals() {}

    static void refused(
            TransitionBuilder draft,
            Phase.Moving moving,
            StepProgress.Running running,
            StepOutcome outcome,
            Refused refused) {
        Reason why = Reason.of(code(refused.why()), refused.detail());
        switch (refused.why()) {
            case STALE_FENCE -> stale(draft, moving, running, outcome, refused);
            case DRIFT -> {
                boolean again = RetryRule.meetsDrift(draft, moving.plan(), outcome.step(), why);
                giveUp(draft, moving, running, outcome.step(), why, loose(running), again);
            }
            case UNKNOWN_RECORDS -> giveUp(draft, moving, running, outcome.step(), why, loose(running), false);
            case TOPOLOGY_MISMATCH -> otherwiseDescribed(draft, moving, running, outcome, why);
            case EXPIRED -> askAgain(draft, moving, running, outcome, why);
        }
    }

    private static ReasonCode code(Refusal refusal) {
        return switch (refusal) {
            case STALE_FENCE -> ReasonCode.STALE_FENCE;
            case DRIFT -> ReasonCode.DRIFT;
            case UNKNOWN_RECORDS -> ReasonCode.UNKNOWN_RECORDS;
            case TOPOLOGY_MISMATCH -> ReasonCode.TOPOLOGY_MISMATCH;
            case EXPIRED -> ReasonCode.EXPIRED;
        };
    }

    /**
     * The actuator does not know the description that the plan was made with. Either it has not read the newer topology
     * yet, or it has forgotten the older one: then the plan ends, and the move is planned anew.
     */
    private static void otherwiseDescribed(
            TransitionBuilder draft,
            Phase.Moving moving,
            StepProgress.Running running,
            StepOutcome outcome,
            Reason why) {
        boolean over = moving.plan().isOutdated(draft.situation.serviceDigest())
                && !moving.accepted()
                && !moving.pastReturn()
                && moving.ending() == null;
        if (!over) {
            askAgain(draft, moving, running, outcome, why);
            return;
        }
        // One of several commands may still be accepted: then the plan waits until it cannot.
        Phase.Moving next = running.attempt() > 1
                ? moving
                : moving.step(
                        outcome.step(),
                        new StepProgress.Failed(running.attempt(), running.previous(), why, null, null));
        PlanFailure.giveUp(
                draft,
                next,
                true,
                false,
                Reason.of(
                        ReasonCode.DESCRIBED_ANEW,
                        "the service's description has changed since the plan was made, and the actuator does not"
                                + " know the old one any more: " + why.text()));
    }

    private static void stale(
            TransitionBuilder draft,
            Phase.Moving moving,
            StepProgress.Running running,
            StepOutcome outcome,
            Refused refused) {
        Fence seen = outcome.fenceSeen();
        boolean taken = TrafficRamp.isTaken(draft, moving.plan().steps().get(outcome.step()), running);
        if (seen != null && LostChange.refused(draft, seen)) {
            return;
        }
        if (moving.plan().kind() == MoveKind.READOPTION && metAnother(draft, running, outcome)) {
            return;
        }
        if (seen != null && draft.fence() != null && seen.isRewrittenSince(draft.fence())) {
            FenceRewrite.take(draft, seen);
        } else if ((moving.accepted() || taken) && !FenceSightings.isForeign(draft, outcome)) {
            askAgain(draft, moving, running, outcome, draft.reason());
        } else if (FenceSightings.isForeign(draft, outcome)) {
            FenceSightings.adoptForeign(draft, outcome);
        } else if (seen != null && OwnFence.isOwnNews(draft, moving, seen)) {
            FenceSightings.own(draft, moving, seen);
        } else if (seen != null && hasRunOut(draft, moving, outcome.step(), seen)) {
            askAgain(draft, moving, running, outcome, Reason.of(ReasonCode.CLAIM_RAN_OUT, refused.detail()));
        } else {
            FenceFaults.refused(draft, seen, refused.detail());
            Reason why = seen == null
                    ? Reason.of(ReasonCode.FENCE_GONE, "the fence is gone: " + refused.detail())
                    : Reason.of(ReasonCode.FENCE_CHANGED, refused.detail() + "; found " + seen.text());
            giveUp(draft, moving, running, outcome.step(), why, loose(running), false);
        }
    }

    /**
     * The pending command of a refused step: none if its only command was answered; one of several may still be
     * accepted.
     */
    private static StepProgress.@Nullable Loose loose(StepProgress.Running refused) {
        return refused.attempt() == 1 ? null : StepProgress.Loose.of(refused);
    }

    /** An action is refused after the plan's claim has run out; if nobody has taken over, the claim can be renewed. */
    private static boolean hasRunOut(TransitionBuilder draft, Phase.Moving moving, int step, Fence seen) {
        return moving.plan().steps().get(step).task() instanceof StepTask.Act
                && seen.phase() == Fence.Phase.MOVING
                && OwnFence.isOwn(draft, moving, seen);
    }

    static void failed(
            TransitionBuilder draft,
            Phase.Moving moving,
            StepProgress.Running running,
            StepOutcome outcome,
            Failed failed) {
        Plan.Step planned = moving.plan().steps().get(outcome.step());
        StepProgress.Running counted =
                failed.leftAllAsItWas() ? running.failure().idled() : running.failure();
        boolean again = failed.retryable() && (planned.retries() == null || counted.failures() <= planned.retries());
        Reason why = Reason.of(ReasonCode.STEP_FAILED, failed.cause() + ": " + failed.detail());
        boolean taken = moving.accepted() && planned.task() instanceof StepTask.Switch
                || TrafficRamp.isTaken(draft, planned, running);
        if (again || taken) {
            askAgain(draft, moving, counted, outcome, why);
        } else {
            Reason last = Reason.of(failed.cause(), failed.detail());
            giveUp(draft, moving, counted, outcome.step(), last, StepProgress.Loose.of(running), failed.retryable());
        }
    }

    private static void giveUp(
            TransitionBuilder draft,
            Phase.Moving moving,
            StepProgress.Running running,
            int step,
            Reason why,
            StepProgress.@Nullable Loose loose,
            boolean retry) {
        StepProgress ended = StepFailure.failed(draft, moving.plan(), step, running, why, loose);
        Phase.Moving next = moving.step(step, ended);
        draft.become(next, why);
        Plan.Step planned = moving.plan().steps().get(step);
        boolean plansWord = moving.ending() == null;
        if (plansWord && ended instanceof StepProgress.Failed failed && !planned.mayFail()) {
            PlanFailure.broken(draft, next, planned, failed, retry);
        }
    }

    private static void askAgain(
            TransitionBuilder draft,
            Phase.Moving moving,
            StepProgress.Running running,
            StepOutcome outcome,
            Reason reason) {
        Instant when = draft.retryAt(moving.plan().id(), outcome.step(), running.attempt());
        StepProgress.Running later =
                running.again(when, running.token(), StepOutcomes.known(running.previous(), outcome));
        Reason shown = moving.accepted() || moving.ending() != null
                ? draft.reason()
                : reason.withText(reason.text() + "; trying again");
        draft.become(moving.step(outcome.step(), later), shown);
    }

    /** The provider has another fence again. @return whether that was all there is to do about it */
    private static boolean metAnother(TransitionBuilder draft, StepProgress.Running running, StepOutcome outcome) {
        Fence seen = outcome.fenceSeen();
        Fence known = draft.fence();
        if (Objects.equals(seen, running.expected())
                || FenceSightings.isForeign(draft, outcome)
                || draft.phase() instanceof Phase.Moving moving
                        && seen != null
                        && OwnFence.isOwn(draft, moving, seen)) {
            return false;
        }
        Reason reason =
                Reason.of(ReasonCode.RE_ADOPTING, "the provider has another fence than was found: another attempt");
        draft.become(known == null ? new Phase.Unadopted() : new Phase.Steady(), reason);
        if (seen != null && seen.equals(known)) {
            FenceFaults.over(draft);
        } else {
            FenceFaults.refused(draft, seen, reason.text());
        }
        return true;
    }
}
