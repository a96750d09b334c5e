package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.fence.KnownFence;
import io.signalbox.decision.core.fence.OwnFence;
import io.signalbox.decision.core.select.Eligibility;
import io.signalbox.decision.core.select.Eligibility.Objection;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves the traffic in parts: each is a fenced change under the plan's claim, and the target must stay fit. */
public final class TrafficRamp {

    private final Service service;
    private final Eligibility eligibility;

    public TrafficRamp(Service service, Eligibility eligibility) {
        this.service = service;
        this.eligibility = eligibility;
    }

    /** True if the move uses the ramp. It does not when it leaves a DOWN site or a last resort, or is forced. */
    static boolean applies(TransitionBuilder draft, MoveProposal.Move move, Work work) {
        SiteName active = draft.active();
        return work instanceof Work.Switch change
                && !change.ramp().isEmpty()
                && active != null
                && !isDown(draft, active)
                && !draft.situation.service().site(active).map(Site::lastResort).orElse(true)
                && !(move.kind() == MoveKind.OVERRIDE && isForced(draft, move.to()));
    }

    /** The steps before the switch: each part, and its waiting time. @param number number of the first stage */
    static List<Plan.Step> stages(TransitionBuilder draft, Step step, SiteName to, int number) {
        var steps = new ArrayList<Plan.Step>();
        Service service = draft.situation.service();
        Policy policy = service.policy();
        Fence fence = draft.knownFence();
        OnFailure onFailure = step.onFailure() == OnFailure.CONTINUE ? OnFailure.ABORT : step.onFailure();
        List<RecordSet> back = Records.of(service, fence.active());
        int stage = number;
        for (Work.Switch.Ramp part : ((Work.Switch) step.work()).ramp()) {
            var split = new Split(to, part.percent());
            var arguments = new StepArguments.DnsSwitch(
                    service.dns().zone(),
                    service.hostname(),
                    to,
                    draft.records(),
                    Records.of(service, fence.active(), split),
                    null,
                    null,
                    null);
            String name = step.name() + "-" + part.percent();
            steps.add(new Plan.Step(
                    name,
                    stage++,
                    new StepTask.Ramp(arguments, back, split),
                    step.deadline(),
                    step.retries(),
                    onFailure));
            Duration longest = part.time().plus(Step.DEADLINE);
            Duration deadline = longest.compareTo(policy.planDeadline()) < 0 ? longest : policy.planDeadline();
            steps.add(new Plan.Step(
                    name + "-for",
                    stage++,
                    new StepTask.Gate(new Work.WaitHealthy(part.time())),
                    deadline,
                    null,
                    onFailure));
        }
        return steps;
    }

    /** True if a gate is the waiting time of a ramp part. */
    public static boolean isOfRamp(Plan plan, Plan.Step gate) {
        int step = plan.steps().indexOf(gate);
        return step > 0 && plan.steps().get(step - 1).task() instanceof StepTask.Ramp;
    }

    /** True if a part is being sent or proved: its command expects the current claim. */
    public static boolean isAtWork(Phase.Moving moving) {
        for (int step = 0; step < moving.progress().size(); step++) {
            if (moving.plan().steps().get(step).task() instanceof StepTask.Ramp
                    && moving.progress().get(step) instanceof StepProgress.Running) {
                return true;
            }
        }
        return false;
    }

    /** True if to skip the rest of the ramp: the active site is DOWN and the target fit, or the move is forced. */
    public boolean hurries(TransitionBuilder draft, Plan plan) {
        SiteName active = draft.active();
        return isForced(draft, plan.to()) || active != null && isDown(draft, active) && isFit(draft, plan.to());
    }

    /**
     * Whether the move continues to the site that has a part of the traffic, though the plan's reason is over: the
     * active site is DOWN. Never for a last resort, which needs a reason of its own.
     */
    public boolean carriesOn(TransitionBuilder draft, Phase.Moving moving) {
        SiteName active = draft.active();
        Hold.Override override = draft.holds().override();
        boolean elsewhere = override != null
                && !override.waitsIn(moving)
                && !override.target().equals(moving.plan().to());
        return isOut(draft, moving)
                && !elsewhere
                && active != null
                && isDown(draft, active)
                && !isLastResort(moving.plan().to())
                && isFit(draft, moving.plan().to());
    }

    private boolean isLastResort(SiteName name) {
        return service.site(name).map(Site::lastResort).orElse(false);
    }

    /**
     * Why the target may not keep its part, or get the next one: it is not fit, and the move is not forced; null when
     * it may.
     */
    @Nullable
    public Reason failure(TransitionBuilder draft, Phase.Moving moving) {
        SiteName to = moving.plan().to();
        boolean out = isOut(draft, moving) || isAtWork(moving);
        boolean due = out || isNext(moving);
        if (!due || moving.accepted() || moving.ofSwitch().begun() || isForced(draft, to)) {
            return null;
        }
        Objection objection = service.site(to)
                .map(site -> eligibility.unfit(draft.state(), site, draft.now))
                .orElse(null);
        if (objection == null) {
            return null;
        }
        String end = out
                ? ", with a part of the traffic: " + moving.plan().from() + " gets all of it again"
                : ", and would now get a part of the traffic: " + moving.plan().from() + " keeps all of it";
        return Reason.of(ReasonCode.RAMP_FAILED, objection.reason().text() + end);
    }

    /** True if the next step that is not over is a ramp part. */
    private static boolean isNext(Phase.Moving moving) {
        for (int step = 0; step < moving.progress().size(); step++) {
            if (!moving.progress().get(step).over()) {
                return moving.plan().steps().get(step).task() instanceof StepTask.Ramp;
            }
        }
        return false;
    }

    private static boolean isOut(TransitionBuilder draft, Phase.Moving moving) {
        Fence fence = draft.fence();
        Split split = fence == null || !OwnFence.isOwn(draft, moving, fence) ? null : fence.split();
        return split != null
                && split.to().equals(moving.plan().to())
                && moving.plan().steps().stream().anyMatch(step -> step.task() instanceof StepTask.Ramp);
    }

    public static void accepted(
            TransitionBuilder draft, Phase.Moving moving, int step, StepProgress later, Fence fence) {
        boolean news = !fence.equals(draft.fence());
        if (news) {
            KnownFence.update(
                    draft,
                    fence,
                    ((StepTask.Ramp) moving.plan().steps().get(step).task())
                            .arguments()
                            .create());
        }
        draft.become(moving.step(step, later), draft.reason());
        if (news) {
            AcceptedChange.note(
                    draft,
                    moving,
                    step,
                    JournalKind.RAMP,
                    Reason.of(
                            ReasonCode.RAMP,
                            "a part of the traffic goes to " + moving.plan().to() + ": " + fence.text()));
        }
    }

    /** The records beside a claim of the plan; empty when unknown. */
    public static List<RecordSet> records(TransitionBuilder draft, Phase.Moving moving, Fence seen) {
        Fence known = draft.fence();
        if (known != null && Objects.equals(known.split(), seen.split())) {
            return draft.records();
        }
        for (Plan.Step step : moving.plan().steps()) {
            if (step.task() instanceof StepTask.Ramp ramp && ramp.split().equals(seen.split())) {
                return ramp.arguments().create();
            }
        }
        return List.of();
    }

    /** True if the provider has accepted the part of a step, so that only its proof is missing. */
    public static boolean isTaken(TransitionBuilder draft, Plan.Step planned, StepProgress.Running running) {
        return planned.task() instanceof StepTask.Ramp
                && running.next() != null
                && running.next().equals(draft.fence());
    }

    /** The ramp part to undo first, before all other steps; -1 when none was sent, or it is undone. */
    public static int toReturn(Phase.Moving moving) {
        for (int step = moving.progress().size() - 1; step >= 0; step--) {
            StepProgress progress = moving.progress().get(step);
            if (moving.plan().steps().get(step).task() instanceof StepTask.Ramp && progress.lastAttempt() > 0) {
                return progress instanceof StepProgress.Undone ? -1 : step;
            }
        }
        return -1;
    }

    /** True if the undo of a part failed: then nothing that the part needs is undone either. */
    public static boolean stays(Phase.Moving moving) {
        for (int step = 0; step < moving.progress().size(); step++) {
            if (moving.plan().steps().get(step).task() instanceof StepTask.Ramp
                    && moving.progress().get(step) instanceof StepProgress.Undone undone
                    && undone.trouble() != null) {
                return true;
            }
        }
        return false;
    }

    private boolean isFit(TransitionBuilder draft, SiteName to) {
        Optional<Site> site = service.site(to);
        return site.isPresent() && eligibility.fit(draft.state(), site.get(), draft.now);
    }

    private static boolean isForced(TransitionBuilder draft, SiteName to) {
        Hold.Override override = draft.holds().override();
        return override != null
                && !override.waitsIn(draft.phase())
                && override.force()
                && override.target().equals(to);
    }

    private static boolean isDown(TransitionBuilder draft, SiteName site) {
        return draft.state().verdict(site) == Verdict.DOWN;
    }

    /** The traffic records after the undo of a step: only the undo of a ramp part changes them. */
    public static List<RecordSet> recordsAfterUndo(TransitionBuilder draft, Phase.Moving moving, int step) {
        return moving.plan().steps().get(step).task() instanceof StepTask.Ramp ramp ? ramp.back() : draft.records();
    }
}
