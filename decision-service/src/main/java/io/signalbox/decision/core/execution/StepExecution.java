package io.signalbox.decision.core.execution;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.fence.NextFence;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.govern.ConfirmationRule;
import io.signalbox.decision.core.govern.Governor;
import io.signalbox.decision.core.plan.CommandFactory;
import io.signalbox.decision.core.plan.StepFailure;
import io.signalbox.decision.core.plan.TrafficRamp;
import io.signalbox.decision.core.select.Eligibility;
import io.signalbox.decision.core.state.AttemptTimes;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Executes one step: begins it, repeats its command, waits at gates, and gives it up after its deadline. */
final class StepExecution {

    private final Eligibility eligibility;
    private final TrafficRamp ramping;
    private final ConfirmationRule confirmation;

    StepExecution(Eligibility eligibility, TrafficRamp ramping, ConfirmationRule confirmation) {
        this.eligibility = eligibility;
        this.ramping = ramping;
        this.confirmation = confirmation;
    }

    /** The progress of a step after this moment. */
    StepProgress perform(TransitionBuilder draft, Phase.Moving moving, int step) {
        Plan.Step planned = moving.plan().steps().get(step);
        return switch (moving.progress().get(step)) {
            case StepProgress.Waiting waiting ->
                held(draft, moving.plan()) || unconfirmed(draft, moving, planned)
                        ? waiting
                        : begin(draft, moving.plan(), step);
            case StepProgress.Watching watching -> watch(draft, moving.plan(), planned, watching);
            case StepProgress.Running running -> run(draft, moving, step, running);
            case StepProgress.Asking asking -> ask(draft, moving.plan(), step, asking);
            case StepProgress.Done done -> done;
            case StepProgress.Failed failed -> failed;
            case StepProgress.Undoing undoing -> undoing;
            case StepProgress.Undone undone -> undone;
        };
    }

    /** A gate only observes; adoptions and the like rest on no verdict. */
    private boolean unconfirmed(TransitionBuilder draft, Phase.Moving moving, Plan.Step planned) {
        return !(planned.task() instanceof StepTask.Gate)
                && confirmation.doubt(moving, draft.state(), draft.now) != null;
    }

    /** A freeze may stop running plans, but not the plan that publishes it. */
    private static boolean held(TransitionBuilder draft, Plan plan) {
        if (plan.kind() == MoveKind.HOLD) {
            return false;
        }
        Hold.Freeze freeze = Governor.inForce(draft.state(), draft.fleet, draft.now);
        return freeze != null && freeze.holdsPlans()
                || SharedHolds.plansHeldElsewhere(draft.fence(), draft.situation.cell(), draft.now) != null;
    }

    private StepProgress begin(TransitionBuilder draft, Plan plan, int step) {
        Plan.Step planned = plan.steps().get(step);
        return switch (planned.task()) {
            case StepTask.Gate(Work.Approve(String question)) -> {
                Reason asked = Reason.of(ReasonCode.APPROVAL, question);
                draft.journal(JournalKind.STEP_ASKS, asked).of(plan).step(step).write();
                yield new StepProgress.Asking(0, draft.now, Map.of(), false, asked, null, null);
            }
            case StepTask.Gate _ -> watch(draft, plan, planned, new StepProgress.Watching(draft.now, null));
            case StepTask.Adopt _ -> send(draft, plan, step, null, NextFence.adopted(draft, plan));
            case StepTask.Readopt(var _, var expected, var next) -> send(draft, plan, step, expected, next);
            case StepTask.Switch change -> send(draft, plan, step, draft.fence(), NextFence.of(draft, plan, change));
            case StepTask.Ramp ramp ->
                ramping.hurries(draft, plan)
                        ? new StepProgress.Done(0, Map.of())
                        : send(draft, plan, step, draft.fence(), NextFence.claim(draft, plan, ramp.split()));
            case StepTask.Claim _ -> send(draft, plan, step, draft.fence(), NextFence.claim(draft, plan, step));
            case StepTask.Act _ -> send(draft, plan, step, null, null);
        };
    }

    private static StepProgress.Running send(
            TransitionBuilder draft, Plan plan, int step, @Nullable Fence expected, @Nullable Fence next) {
        var running = new StepProgress.Running(
                1,
                0,
                0,
                draft.now,
                AttemptTimes.silence(draft.now),
                AttemptTimes.life(draft.now),
                null,
                expected,
                next,
                Map.of(),
                null);
        draft.send(CommandFactory.attempt(draft, plan, step, running));
        return running;
    }

    private StepProgress run(TransitionBuilder draft, Phase.Moving moving, int step, StepProgress.Running running) {
        Plan plan = moving.plan();
        Plan.Step planned = plan.steps().get(step);
        boolean timed = isTimed(planned);
        Instant deadline = running.since().plus(planned.deadline());
        if (timed && !draft.now.isBefore(deadline)) {
            return StepFailure.failed(
                    draft,
                    plan,
                    step,
                    running,
                    Reason.of(ReasonCode.STEP_DEADLINE, "not done within " + Instants.words(planned.deadline())),
                    StepProgress.Loose.of(running));
        }
        // The next attempt may work.
        if (draft.now.isBefore(running.askAgainAt()) || unconfirmed(draft, moving, planned)) {
            return running;
        }
        StepProgress.Running again = anew(draft, plan, planned, running)
                .attempted(AttemptTimes.silence(draft.now), AttemptTimes.life(draft.now));
        draft.send(CommandFactory.attempt(draft, plan, step, again));
        return again;
    }

    /**
     * A step that a person has ordered again, and for which nothing was sent yet, builds on the current fence: the
     * claim may have been renewed since.
     */
    private static StepProgress.Running anew(
            TransitionBuilder draft, Plan plan, Plan.Step planned, StepProgress.Running running) {
        if (!running.lastDeadline().equals(running.since())) {
            return running;
        }
        return switch (planned.task()) {
            case StepTask.Switch change -> running.building(draft.fence(), NextFence.of(draft, plan, change));
            case StepTask.Ramp ramp -> running.building(draft.fence(), NextFence.claim(draft, plan, ramp.split()));
            case StepTask.Adopt _, StepTask.Readopt _, StepTask.Claim _, StepTask.Act _, StepTask.Gate _ -> running;
        };
    }

    /** True if a step has passed its deadline. */
    boolean isLate(TransitionBuilder draft, Phase.Moving moving, int step) {
        Plan.Step planned = moving.plan().steps().get(step);
        Instant since =
                switch (moving.progress().get(step)) {
                    case StepProgress.Running running -> isTimed(planned) ? running.since() : null;
                    case StepProgress.Watching watching -> watching.since();
                    case StepProgress.Waiting _,
                            StepProgress.Asking _,
                            StepProgress.Done _,
                            StepProgress.Failed _,
                            StepProgress.Undoing _,
                            StepProgress.Undone _ -> null;
                };
        return since != null && !draft.now.isBefore(since.plus(planned.deadline()));
    }

    /** The switch has the plan's deadline; an adoption has none. */
    private static boolean isTimed(Plan.Step planned) {
        return switch (planned.task()) {
            case StepTask.Adopt _, StepTask.Readopt _, StepTask.Switch _, StepTask.Ramp _ -> false;
            case StepTask.Claim _, StepTask.Act _, StepTask.Gate _ -> true;
        };
    }

    private StepProgress watch(TransitionBuilder draft, Plan plan, Plan.Step planned, StepProgress.Watching watching) {
        StepTask.Gate gate = (StepTask.Gate) planned.task();
        if (TrafficRamp.isOfRamp(plan, planned) && ramping.hurries(draft, plan)) {
            return new StepProgress.Done(0, Map.of());
        }
        Instant goodSince = !good(draft, plan, gate.work())
                ? null
                : watching.goodSince() == null ? draft.now : watching.goodSince();
        Instant done = passes(gate.work(), watching.since(), goodSince);
        if (done != null && !draft.now.isBefore(done) && rests(draft, plan, gate.work())) {
            return new StepProgress.Done(0, Map.of());
        }
        boolean late = !(gate.work() instanceof Work.Pause)
                && !draft.now.isBefore(watching.since().plus(planned.deadline()));
        if (late) {
            Reason why =
                    Reason.of(ReasonCode.GATE_CLOSED, "was not passed within " + Instants.words(planned.deadline()));
            return StepFailure.failed(draft, plan, plan.steps().indexOf(planned), 0, Map.of(), why, null, null);
        }
        return new StepProgress.Watching(watching.since(), goodSince);
    }

    /** True if the verdicts that a gate waits for are confirmed. */
    private boolean rests(TransitionBuilder draft, Plan plan, Work work) {
        Site to = draft.situation.service().site(plan.to()).orElse(null);
        return to == null
                || switch (work) {
                    case Work.WaitHealthy _ -> confirmation.isConfirmed(to.name(), draft.state(), draft.now);
                    case Work.WaitLag(var probe) -> confirmation.isConfirmed(to, probe, draft.now);
                    case Work.Pause _, Work.Switch _, Work.Approve _, Work.Restore _, Work.Act _ -> true;
                };
    }

    private boolean good(TransitionBuilder draft, Plan plan, Work work) {
        ServiceState state = draft.state();
        Verdict ready = draft.situation
                .service()
                .site(plan.to())
                .map(site -> Eligibility.ready(state, site))
                .orElse(Verdict.UNKNOWN);
        return switch (work) {
            case Work.WaitHealthy _ ->
                state.verdict(plan.to()) == Verdict.UP
                        && ready == Verdict.UP
                        && eligibility.suppression(state, plan.to(), draft.now) == null;
            case Work.WaitLag(var probe) -> {
                SiteVerdict evidence = state.verdicts().get(plan.to());
                yield evidence != null && evidence.check(probe) == Verdict.UP;
            }
            case Work.Pause _ -> true;
            case Work.Switch _, Work.Approve _, Work.Restore _, Work.Act _ -> false;
        };
    }

    /** When the gate opens as things are now; null when it does not. */
    private static @Nullable Instant passes(Work work, Instant since, @Nullable Instant goodSince) {
        return switch (work) {
            case Work.Pause(var time) -> since.plus(time);
            case Work.WaitHealthy(var stable) -> goodSince == null ? null : goodSince.plus(stable);
            case Work.WaitLag _ -> goodSince;
            case Work.Switch _, Work.Approve _, Work.Restore _, Work.Act _ -> null;
        };
    }

    /** When to look at a step again; null when only an event can change it. */
    @Nullable
    Instant wake(Phase.Moving moving, int step) {
        Plan.Step planned = moving.plan().steps().get(step);
        return switch (moving.progress().get(step)) {
            case StepProgress.Watching watching -> {
                StepTask.Gate gate = (StepTask.Gate) planned.task();
                yield Instants.earlier(
                        passes(gate.work(), watching.since(), watching.goodSince()),
                        gate.work() instanceof Work.Pause
                                ? null
                                : watching.since().plus(planned.deadline()));
            }
            case StepProgress.Running running ->
                Instants.earlier(
                        running.askAgainAt(), isTimed(planned) ? running.since().plus(planned.deadline()) : null);
            case StepProgress.Asking asking ->
                asking.failed() ? null : asking.since().plus(planned.deadline());
            case StepProgress.Waiting _,
                    StepProgress.Done _,
                    StepProgress.Failed _,
                    StepProgress.Undoing _,
                    StepProgress.Undone _ -> null;
        };
    }

    /**
     * A question waits until the step's deadline; a failed step waits for a person as long as the plan does. Without an
     * answer no plan goes on.
     */
    private static StepProgress ask(TransitionBuilder draft, Plan plan, int step, StepProgress.Asking asking) {
        Plan.Step planned = plan.steps().get(step);
        if (asking.failed()
                || planned.onFailure() == Step.OnFailure.CONTINUE
                || draft.now.isBefore(asking.since().plus(planned.deadline()))) {
            return asking;
        }
        Reason why = Reason.of(ReasonCode.NOT_APPROVED, "no approval within " + Instants.words(planned.deadline()));
        return StepFailure.failed(draft, plan, step, 0, Map.of(), why, null, null);
    }
}
