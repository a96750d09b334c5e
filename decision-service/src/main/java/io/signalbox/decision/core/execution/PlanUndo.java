package io.signalbox.decision.core.execution;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.fence.NextFence;
import io.signalbox.decision.core.fence.PendingReseeds;
import io.signalbox.decision.core.plan.CommandFactory;
import io.signalbox.decision.core.plan.PlanFailure;
import io.signalbox.decision.core.plan.Planner;
import io.signalbox.decision.core.plan.Readoption;
import io.signalbox.decision.core.plan.RetryRule;
import io.signalbox.decision.core.plan.TrafficRamp;
import io.signalbox.decision.core.state.AttemptTimes;
import io.signalbox.decision.core.state.FenceFault;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.PlanEnding;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ends a plan that is given up: waits until no sent command can move the traffic any more, undoes steps, returns the
 * claim, and only then frees the service.
 */
public final class PlanUndo {

    /** After this time a claim is left to run out by itself. */
    private static final Duration GIVING_BACK = Duration.ofMinutes(2);

    private PlanUndo() {}

    /** @return when to look again */
    static @Nullable Instant keep(TransitionBuilder draft, Phase.Moving moving, PlanEnding ending) {
        if (moving.plan().kind() == MoveKind.READOPTION) {
            Readoption.end(draft, moving, ending);
            return null;
        }
        if (moving.plan().kind() == MoveKind.ADJUST) {
            // True if it was accepted or not, the next plan builds on the known fence, and learns if it was accepted.
            end(draft, moving, ending);
            return null;
        }
        int part = TrafficRamp.toReturn(moving);
        if (part >= 0) {
            return takeBack(draft, moving, part);
        }
        if (isRenewing(draft, moving) && moving.progress().getFirst() instanceof StepProgress.Running renewal) {
            return renew(draft, moving, renewal);
        }
        Instant over = nothingCanBegin(draft, moving);
        if (over != null && draft.now.isBefore(over)) {
            return over;
        }
        int step = ending.undo() && !TrafficRamp.stays(moving) ? nextToUndo(moving) : -1;
        if (step >= 0) {
            // Traffic must not arrive where its preparation is undone: a renewed claim makes a late switch fail.
            StepProgress.Loose loose = moving.ofSwitch().givenUp();
            Instant late = loose == null ? null : loose.over(draft.fence(), draft.now);
            if (ClaimRenewal.renewForUndo(draft, moving, late != null)) {
                return null;
            }
            if (late != null) {
                return late;
            }
        }
        if (step < 0) {
            step = claimToReturn(draft, moving);
        }
        if (step < 0) {
            Instant taken = RetryRule.applies(moving, ending) ? RetryRule.nothingIsTaken(draft, moving) : null;
            if (taken == null) {
                end(draft, moving, ending);
            }
            return taken;
        }
        return undo(draft, moving, step);
    }

    /**
     * The site that is left gets all traffic again before anything that the share needs is undone, however long that
     * takes. If the share is still on its way, this makes its change fail.
     */
    private static @Nullable Instant takeBack(TransitionBuilder draft, Phase.Moving moving, int step) {
        if (!(moving.progress().get(step) instanceof StepProgress.Undoing undoing)
                || !draft.knownFence().equals(undoing.expected())) {
            send(draft, moving, step, back(draft, moving, step));
            return null;
        }
        if (draft.now.isBefore(undoing.askAgainAt())) {
            return undoing.askAgainAt();
        }
        send(draft, moving, step, undoing.attempted(AttemptTimes.silence(draft.now), AttemptTimes.life(draft.now)));
        return null;
    }

    private static StepProgress.Undoing back(TransitionBuilder draft, Phase.Moving moving, int step) {
        return new StepProgress.Undoing(
                moving.progress().get(step).lastAttempt() + 1,
                draft.now,
                AttemptTimes.silence(draft.now),
                AttemptTimes.life(draft.now),
                draft.knownFence(),
                NextFence.claim(draft, moving.plan(), null),
                Map.of());
    }

    /** Steps are undone only while the claim is valid; the undo must not wait for a renewal for ever. */
    private static @Nullable Instant renew(TransitionBuilder draft, Phase.Moving moving, StepProgress.Running renewal) {
        if (!draft.now.isBefore(renewal.since().plus(GIVING_BACK))) {
            draft.become(
                    moving.step(0, new StepProgress.Failed(renewal.attempt(), Map.of(), draft.reason(), null, null)),
                    draft.reason());
            return null;
        }
        if (draft.now.isBefore(renewal.askAgainAt())) {
            return renewal.askAgainAt();
        }
        StepProgress.Running again = renewal.attempted(AttemptTimes.silence(draft.now), AttemptTimes.life(draft.now));
        draft.send(CommandFactory.attempt(draft, moving.plan(), 0, again));
        draft.become(moving.step(0, again), draft.reason());
        return null;
    }

    private static boolean isRenewing(TransitionBuilder draft, Phase.Moving moving) {
        return isClaimed(draft, moving)
                && moving.progress().getFirst() instanceof StepProgress.Running renewal
                && draft.knownFence().equals(renewal.expected());
    }

    private static boolean isClaimed(TransitionBuilder draft, Phase.Moving moving) {
        Fence fence = draft.fence();
        return fence != null
                && fence.phase() == Fence.Phase.MOVING
                && isOf(draft, moving.plan(), fence)
                && moving.plan().steps().getFirst().task() instanceof StepTask.Claim;
    }

    /** When no command for the fence can begin any more; null when none is pending. */
    private static @Nullable Instant nothingCanBegin(TransitionBuilder draft, Phase.Moving moving) {
        Instant over = null;
        for (StepProgress progress : moving.progress()) {
            if (progress instanceof StepProgress.Running running
                    && running.next() != null
                    && Objects.equals(running.expected(), draft.fence())) {
                Instant end = running.lastDeadline().plus(AttemptTimes.AFTERMATH);
                over = over == null ? end : Instants.later(end, over);
            }
        }
        return over;
    }

    /** The last step that has changed something and is not undone; -1 for none. */
    private static int nextToUndo(Phase.Moving moving) {
        for (int step = moving.progress().size() - 1; step >= 0; step--) {
            if (moving.plan().steps().get(step).task() instanceof StepTask.Act act
                    && act.restore().isEmpty()
                    && !moving.progress().get(step).changed().isEmpty()) {
                return step;
            }
        }
        return -1;
    }

    private static int claimToReturn(TransitionBuilder draft, Phase.Moving moving) {
        return isClaimed(draft, moving) && !(moving.progress().getFirst() instanceof StepProgress.Undone) ? 0 : -1;
    }

    private static boolean isOf(TransitionBuilder draft, Plan plan, Fence fence) {
        return fence.plan().equals(plan.id()) && fence.cell().equals(draft.situation.cell());
    }

    private static @Nullable Instant undo(TransitionBuilder draft, Phase.Moving moving, int step) {
        Plan.Step planned = moving.plan().steps().get(step);
        if (!(moving.progress().get(step) instanceof StepProgress.Undoing undoing)) {
            send(draft, moving, step, begun(draft, moving, step));
            return null;
        }
        boolean claim = planned.task() instanceof StepTask.Claim;
        Instant deadline = undoing.since().plus(claim ? GIVING_BACK : planned.deadline());
        if (!draft.now.isBefore(deadline)) {
            notUndone(draft, moving, step, undoing, "not put back in time");
            return null;
        }
        if (draft.now.isBefore(undoing.askAgainAt())) {
            return Instants.earlier(undoing.askAgainAt(), deadline);
        }
        send(draft, moving, step, undoing.attempted(AttemptTimes.silence(draft.now), AttemptTimes.life(draft.now)));
        return null;
    }

    private static StepProgress.Undoing begun(TransitionBuilder draft, Phase.Moving moving, int step) {
        StepProgress before = moving.progress().get(step);
        boolean claim = moving.plan().steps().get(step).task() instanceof StepTask.Claim;
        Fence fence = draft.knownFence();
        return new StepProgress.Undoing(
                before.lastAttempt() + 1,
                draft.now,
                AttemptTimes.silence(draft.now),
                AttemptTimes.life(draft.now),
                claim ? fence : null,
                claim ? NextFence.returned(draft, moving) : null,
                claim ? Map.of() : before.changed());
    }

    private static void send(TransitionBuilder draft, Phase.Moving moving, int step, StepProgress.Undoing undoing) {
        draft.send(CommandFactory.undo(draft, moving.plan(), step, undoing));
        draft.become(moving.step(step, undoing), draft.reason());
    }

    /** True if the undo is refused because the provider has another state than known here, and nothing newer. */
    static boolean isHopeless(
            TransitionBuilder draft, Phase.Moving moving, StepProgress.Undoing undoing, int step, Refused refused) {
        boolean ramp = moving.plan().steps().get(step).task() instanceof StepTask.Ramp;
        return ramp
                && switch (refused.why()) {
                    case DRIFT, UNKNOWN_RECORDS -> true;
                    case STALE_FENCE -> draft.knownFence().equals(undoing.expected());
                    case TOPOLOGY_MISMATCH, EXPIRED -> false;
                };
    }

    /** A step that could not be undone is left to a person; the rest of the undo goes on. */
    static void notUndone(
            TransitionBuilder draft, Phase.Moving moving, int step, StepProgress.Undoing undoing, String trouble) {
        Plan.Step planned = moving.plan().steps().get(step);
        draft.become(moving.step(step, new StepProgress.Undone(undoing.attempt(), trouble)), draft.reason());
        Reason reason = Reason.of(
                ReasonCode.STEP_NOT_UNDONE,
                planned.name() + " of plan " + moving.plan().id() + ": " + trouble);
        if (planned.task() instanceof StepTask.Claim) {
            PendingReseeds.unbegun(draft, moving);
            FenceFault fault = draft.holds().fault();
            if (fault != null && undoing.next() != null) {
                draft.holds(draft.holds().fault(fault.asked(undoing.next().epoch())));
            }
        } else {
            // The old values stay known, for the way back.
            if (!undoing.previous().isEmpty()) {
                draft.memory(draft.memory().previous(planned.name(), undoing.previous()));
            }
            draft.raise(reason);
        }
        draft.journal(JournalKind.STEP_NOT_UNDONE, reason)
                .of(moving.plan())
                .step(step)
                .write();
    }

    /** Ends a plan that moves nothing at once: the fence of the plan that follows stops its commands. */
    static void overtaken(TransitionBuilder draft, Phase.Moving moving, Reason reason) {
        end(draft, moving, new PlanEnding(false, false, reason, draft.now, null));
    }

    private static void end(TransitionBuilder draft, Phase.Moving moving, PlanEnding ending) {
        if (RetryRule.applies(moving, ending)) {
            RetryRule.later(draft, moving, ending);
            return;
        }
        if (ending.stuck()) {
            PlanFailure.stuck(draft, moving, ending.reason());
            return;
        }
        Planner.remember(draft, moving);
        MoveBlocks.rest(draft, ending.reason());
        JournalKind kind = moving.plan().isOfCapacity() ? JournalKind.SCALE_ABANDONED : JournalKind.MOVE_ABANDONED;
        draft.journal(kind, ending.reason()).of(moving.plan()).write();
    }
}
