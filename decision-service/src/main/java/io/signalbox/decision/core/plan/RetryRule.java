package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Dns;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.PlanEnding;
import io.signalbox.decision.core.state.PlanRetry;
import io.signalbox.decision.core.state.ServiceMemory;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.Permission;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan that ran out of time without any effect, for example during an outage of the DNS provider, is followed by
 * another one while the move is wanted. The governor decides on each plan; the velocity limit counts the move once.
 */
public final class RetryRule {

    private RetryRule() {}

    /**
     * Whether another plan may follow one that is being given up: no action or ramp has begun, the switch is not
     * accepted, and no step waits for a person.
     */
    public static boolean applies(Phase.Moving moving, PlanEnding ending) {
        if (!ending.mayRetry() || !moving.plan().moves() || moving.accepted()) {
            return false;
        }
        for (int step = 0; step < moving.progress().size(); step++) {
            StepProgress progress = moving.progress().get(step);
            boolean allowed =
                    switch (moving.plan().steps().get(step).task()) {
                        case StepTask.Act _, StepTask.Ramp _ -> !progress.begun();
                        case StepTask.Adopt _,
                                StepTask.Readopt _,
                                StepTask.Claim _,
                                StepTask.Switch _,
                                StepTask.Gate _ -> !(progress instanceof StepProgress.Asking);
                    };
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    /** When the provider can no longer accept a step that was given up; null when it already cannot. */
    public static @Nullable Instant nothingIsTaken(TransitionBuilder draft, Phase.Moving moving) {
        Instant over = null;
        for (StepProgress progress : moving.progress()) {
            StepProgress.Loose loose = progress.givenUp();
            Instant end = loose == null ? null : loose.over(draft.fence(), draft.now);
            over = over == null || end == null ? Instants.earlier(over, end) : Instants.later(over, end);
        }
        return over;
    }

    /** Schedules another plan after one that ended without any effect. */
    public static void later(TransitionBuilder draft, Phase.Moving moving, PlanEnding ending) {
        Plan plan = moving.plan();
        Planner.rememberStray(draft, moving);
        PlanRetry before = before(draft, plan);
        int plans = before == null ? 1 : before.plans() + 1;
        Instant notBefore = draft.now.plus(PlanRetry.pause(plans));
        Boolean drift = before == null ? null : before.drift();
        draft.memory(draft.memory().retry(new PlanRetry(plan.to(), plan.kind(), plans, notBefore, drift)));
        draft.raise(Reason.of(
                ReasonCode.MOVE_UNACCEPTED,
                "the DNS provider has not accepted the move to " + plan.to() + " within the time of "
                        + (plans == 1 ? "a plan" : plans + " plans") + "; it is tried again while it is wanted; "
                        + ending.reason().text()));
        draft.become(new Phase.Steady(), ending.reason());
        draft.journal(
                        JournalKind.MOVE_ABANDONED,
                        ending.reason()
                                .withText(ending.reason().text() + "; nothing was changed: it may be tried again at "
                                        + notBefore))
                .of(plan)
                .write();
    }

    /**
     * The provider refuses a plan that follows another one, because of drift that this cell had not seen. If a failover
     * may overwrite drift, this is recorded, and the next plan overwrites it.
     *
     * @return whether the next plan overwrites the drift
     */
    public static boolean meetsDrift(TransitionBuilder draft, Plan plan, int step, Reason why) {
        PlanRetry retry = before(draft, plan);
        boolean overwrites = draft.situation.service().dns().onDrift() == Dns.OnDrift.OVERWRITE_WHEN_DOWN
                && plan.kind() == MoveKind.FAILOVER;
        if (retry == null || retry.hasMetDrift() || !overwrites) {
            return false;
        }
        draft.memory(draft.memory().retry(retry.metDrift()));
        String text = "another writer has changed the records, and the next plan overwrites the change: " + why.text();
        draft.journal(JournalKind.DRIFT_SEEN, Reason.of(ReasonCode.RECORDS_DRIFT, text))
                .of(plan)
                .step(step)
                .write();
        return true;
    }

    /** The retry of the same move; null for none. */
    private static @Nullable PlanRetry before(TransitionBuilder draft, Plan plan) {
        PlanRetry retry = draft.memory().retry();
        return retry != null && retry.isFor(plan.to(), plan.kind()) ? retry : null;
    }

    /** Why the next plan of a move may not begin yet; null when it may. */
    public static Permission.@Nullable Held held(ServiceState state, MoveProposal.Move move, Instant now) {
        PlanRetry retry = state.memory().retry();
        return retry == null || !retry.isFor(move.to(), move.kind()) || !now.isBefore(retry.notBefore())
                ? null
                : new Permission.Held(
                        Reason.of(
                                ReasonCode.RETRY_WAITS,
                                "the last plan ran out of time, and the next one begins at " + retry.notBefore()),
                        retry.notBefore(),
                        false);
    }

    /** True if an earlier plan of this move exists, so that the velocity limit has counted it. */
    public static boolean isCounted(ServiceMemory memory, SiteName to, MoveKind kind) {
        PlanRetry retry = memory.retry();
        return retry != null && retry.isFor(to, kind);
    }

    /** Forgets the retry of a move that has been accepted, or is no longer wanted. */
    public static void settle(TransitionBuilder draft) {
        PlanRetry retry = draft.memory().retry();
        if (retry != null && isOver(draft, retry)) {
            draft.memory(draft.memory().retry(null));
            draft.clear(List.of(ReasonCode.MOVE_UNACCEPTED));
        }
    }

    private static boolean isOver(TransitionBuilder draft, PlanRetry retry) {
        if (retry.to().equals(draft.active())) {
            return true;
        }
        return switch (draft.phase()) {
            // A site that is DOWN may be left again at any time; UNKNOWN does not end the retry.
            case Phase.Steady _ ->
                retry.kind() != MoveKind.FAILOVER
                        || draft.active() == null
                        || draft.state().verdict(draft.active()) == Verdict.UP;
            case Phase.AwaitingLeave waiting -> !retry.isFor(waiting.to(), waiting.kind());
            case Phase.Moving moving ->
                moving.plan().moves()
                        && !retry.isFor(moving.plan().to(), moving.plan().kind());
            case Phase.Unadopted _, Phase.Stuck _ -> true;
        };
    }
}
