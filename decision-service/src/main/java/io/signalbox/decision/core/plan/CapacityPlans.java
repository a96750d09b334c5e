package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plans of a drill without traffic: they raise the capacity of a standby as a failover does, and put it back. Each runs under a claim of
 * its own, so that the provider's fence stops its commands once another plan has begun.
 */
public final class CapacityPlans {

    private static final String RELEASE = "release";

    private CapacityPlans() {}

    public static Reason raising(Hold.Drill drill) {
        return Reason.of(ReasonCode.DRILL, "a drill raises the capacity of " + drill.target() + "; no traffic moves");
    }

    public static Reason lowering(Hold.Drill drill) {
        return Reason.of(ReasonCode.RESTORE, "the drill is over: the capacity of " + drill.target() + " is put back");
    }

    public static Plan raise(TransitionBuilder draft, SiteName target) {
        Service service = draft.situation.service();
        var steps = new ArrayList<>(List.of(Planner.claim(service, Planner.CLAIM, 0)));
        for (Plans.Stage stage : service.plans().capacity(target)) {
            int number = steps.getLast().stage() + 1;
            for (Step step : stage.steps()) {
                steps.add(new Plan.Step(
                        step.name(), number, task(step.work()), step.deadline(), step.retries(), Step.OnFailure.ABORT));
            }
        }
        return whole(draft, MoveKind.RAISE, target, steps);
    }

    private static StepTask task(Work work) {
        return work instanceof Work.Act act
                ? new StepTask.Act(act.action(), Map.of(), act.role())
                : new StepTask.Gate(work);
    }

    /** @param raised steps whose values from before are put back */
    public static Plan lower(TransitionBuilder draft, SiteName target, List<Step> raised) {
        Service service = draft.situation.service();
        var steps = new ArrayList<>(List.of(Planner.claim(service, Planner.CLAIM, 0)));
        for (Step step : raised) {
            StepTask task = Planner.restore(draft, step.name());
            if (task != null) {
                steps.add(
                        new Plan.Step(step.name(), 1, task, step.deadline(), step.retries(), Step.OnFailure.CONTINUE));
            }
        }
        return whole(draft, MoveKind.LOWER, target, steps);
    }

    private static Plan whole(TransitionBuilder draft, MoveKind kind, SiteName target, List<Plan.Step> steps) {
        Fence fence = draft.knownFence();
        steps.add(Planner.claim(
                draft.situation.service(), RELEASE, steps.getLast().stage() + 1));
        return Planner.plan(draft, kind, fence, target, steps, RecoveryTimes.NONE);
    }

    static void finish(TransitionBuilder draft, Phase.Moving moving) {
        Plan plan = moving.plan();
        Planner.remember(draft, moving);
        Reason reason = plan.kind() == MoveKind.RAISE
                ? Reason.of(ReasonCode.CAPACITY_RAISED, plan.to() + " has the capacity of a failover")
                : Reason.of(ReasonCode.CAPACITY_LOWERED, plan.to() + " has the capacity that it had before the drill");
        List<String> failed = failed(moving);
        if (!failed.isEmpty()) {
            Reason trouble = Reason.of(ReasonCode.STEP_FAILED, "failed: " + String.join(", ", failed));
            failed(draft, moving, trouble);
            MoveBlocks.rest(draft, trouble);
            draft.journal(JournalKind.SCALE_ABANDONED, trouble).of(plan).write();
            return;
        }
        Hold.Drill drill = draft.holds().drill();
        if (plan.kind() == MoveKind.RAISE && drill != null && drill.stage() == Hold.Drill.Stage.LEAVING) {
            Hold.Drill there = drill.there(draft.now);
            draft.holds(draft.holds().drill(there));
            Reason until = reason.withText(reason.text() + " until " + there.until());
            draft.journal(JournalKind.DRILL_AWAY, until)
                    .by(drill.directive(), drill.who())
                    .write();
        }
        MoveBlocks.rest(draft, reason);
        draft.journal(JournalKind.SCALED, reason).of(plan).write();
    }

    private static List<String> failed(Phase.Moving moving) {
        var names = new ArrayList<String>();
        for (int step = 0; step < moving.progress().size(); step++) {
            if (moving.progress().get(step) instanceof StepProgress.Failed) {
                names.add(moving.plan().steps().get(step).name());
            }
        }
        return names;
    }

    /** The drill goes no further: what it has raised is put back, or a person must do that. */
    static void failed(TransitionBuilder draft, Phase.Moving moving, Reason why) {
        Plan plan = moving.plan();
        Hold.Drill drill = draft.holds().drill();
        boolean raises = plan.kind() == MoveKind.RAISE;
        if (!raises && isAllPutBack(moving)) {
            // Only the claim was not given back in time.
            return;
        }
        if (!raises) {
            draft.raise(Reason.of(
                    ReasonCode.STEP_NOT_UNDONE,
                    "the drill's capacity of " + plan.to() + " was not put back: " + why.text()));
        }
        if (drill != null && drill.isOfCapacity()) {
            Reason ended = Reason.of(raises ? ReasonCode.ABORTED : ReasonCode.UNRESTORED, why.text());
            draft.holds(draft.holds().drill(drill.returning(ended)));
            draft.journal(JournalKind.DRILL_RETURNS, ended)
                    .by(drill.directive(), drill.who())
                    .write();
        }
    }

    private static boolean isAllPutBack(Phase.Moving moving) {
        for (int step = 0; step < moving.progress().size(); step++) {
            boolean acts = moving.plan().steps().get(step).task() instanceof StepTask.Act;
            if (acts && !(moving.progress().get(step) instanceof StepProgress.Done)) {
                return false;
            }
        }
        return true;
    }
}
