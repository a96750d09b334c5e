package io.signalbox.decision.core.plan;

import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.fence.KnownRecords;
import io.signalbox.decision.core.fence.RecordDrift;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.state.StraySwitch;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes plans: takes the topology's steps for a target and resolves their arguments. */
public final class Planner {

    static final String CLAIM = "claim";

    private Planner() {}

    public static Plan adoption(TransitionBuilder draft) {
        Service service = draft.situation.service();
        SiteName preferred = service.preferred().name();
        // With a signal, the records do not depend on the active site.
        Map<SiteName, List<RecordSet>> candidates = service.sites().stream()
                .filter(site -> service.dns().signal() == null || site.name().equals(preferred))
                .collect(Collectors.toMap(Site::name, site -> Records.of(service, site.name())));
        var arguments = new StepArguments.DnsAdopt(service.dns().zone(), service.hostname(), preferred, candidates);
        var step = new Plan.Step(
                arguments.kind(), 0, new StepTask.Adopt(arguments), Step.DEADLINE, null, Step.OnFailure.ABORT);
        return plan(draft, MoveKind.ADOPTION, null, preferred, List.of(step), RecoveryTimes.NONE);
    }

    /** A plan that writes this cell's orders and marks to the fence. */
    public static Plan hold(TransitionBuilder draft) {
        Fence fence = draft.knownFence();
        return plan(
                draft,
                MoveKind.HOLD,
                fence,
                fence.active(),
                List.of(claim(draft.situation.service(), "hold")),
                RecoveryTimes.NONE);
    }

    /** A plan that keeps the active site and changes the split. @param split null for none */
    public static Plan adjust(TransitionBuilder draft, @Nullable Split split) {
        Service service = draft.situation.service();
        Fence fence = draft.knownFence();
        var arguments = KnownRecords.replacing(
                draft,
                new StepArguments.DnsSwitch(
                        service.dns().zone(),
                        service.hostname(),
                        fence.active(),
                        List.of(),
                        Records.of(service, fence.active(), split),
                        null,
                        null,
                        null));
        var step = new Plan.Step(
                "adjust", 0, new StepTask.Switch(arguments, split), Step.DEADLINE, null, Step.OnFailure.ABORT);
        return plan(draft, MoveKind.ADJUST, fence, fence.active(), List.of(step), RecoveryTimes.NONE);
    }

    public static Plan move(TransitionBuilder draft, MoveProposal.Move move, Plans.Name name, Fence fence) {
        var steps = new ArrayList<Plan.Step>();
        boolean claimed = precedesTheSwitch(draft, name, move) || asksByClaim(draft, move);
        if (claimed) {
            steps.add(claim(draft.situation.service(), CLAIM));
        }
        int number = claimed ? 1 : 0;
        for (Plans.Stage stage : draft.situation.service().plans().of(name)) {
            boolean used = false;
            for (Step step : stage.steps()) {
                if (TrafficRamp.applies(draft, move, step.work())) {
                    steps.addAll(TrafficRamp.stages(draft, step, move.to(), number));
                    number = steps.getLast().stage() + 1;
                }
                StepTask task = step.isFor(move.to()) ? task(draft, step.work(), move) : null;
                if (task != null) {
                    used = true;
                    steps.add(new Plan.Step(
                            step.name(), number, task, step.deadline(), step.retries(), step.onFailure()));
                }
            }
            number += used ? 1 : 0;
        }
        return plan(draft, move.kind(), fence, move.to(), steps, times(draft, move.kind(), fence.active()));
    }

    /**
     * Whether a step before the switch needs a claim. If a signal moves the traffic away from the preferred site, gates
     * need none: a claim needs the control plane that the signal avoids, and only the switch, fenced by itself, follows
     * it.
     */
    private static boolean precedesTheSwitch(TransitionBuilder draft, Plans.Name name, MoveProposal.Move move) {
        for (Plans.Stage stage : draft.situation.service().plans().of(name)) {
            for (Step step : stage.steps()) {
                if (step.work() instanceof Work.Switch) {
                    return TrafficRamp.applies(draft, move, step.work());
                }
                StepTask task = step.isFor(move.to()) ? task(draft, step.work(), move) : null;
                if (task != null && !(task instanceof StepTask.Gate && raises(draft.situation.service(), move.to()))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** True if a drill asks the other cells by its claim. A signal is raised without a claim: its switch asks them. */
    private static boolean asksByClaim(TransitionBuilder draft, MoveProposal.Move move) {
        return move.kind() == MoveKind.DRILL
                && draft.situation.shared()
                && !raises(draft.situation.service(), move.to());
    }

    private static Plan.Step claim(Service service, String name) {
        return claim(service, name, 0);
    }

    static Plan.Step claim(Service service, String name, int stage) {
        var arguments = new StepArguments.Claim(service.dns().zone(), service.hostname());
        return new Plan.Step(name, stage, new StepTask.Claim(arguments), Step.DEADLINE, null, Step.OnFailure.ABORT);
    }

    /** Null for a step that has nothing to do. */
    private static @Nullable StepTask task(TransitionBuilder draft, Work work, MoveProposal.Move move) {
        return switch (work) {
            case Work.Switch _ -> StepTask.Switch.all(change(draft, move));
            case Work.Act act -> new StepTask.Act(act.action(), Map.of(), act.role());
            case Work.Restore restore -> restore(draft, restore.step());
            case Work.WaitHealthy _, Work.WaitLag _, Work.Pause _, Work.Approve _ -> new StepTask.Gate(work);
        };
    }

    private static StepArguments.Switch change(TransitionBuilder draft, MoveProposal.Move move) {
        Service service = draft.situation.service();
        List<RecordSet> records = Records.of(service, move.to());
        SignalObject signal = service.dns().signal();
        return signal == null
                ? KnownRecords.replacing(
                        draft,
                        new StepArguments.DnsSwitch(
                                service.dns().zone(),
                                service.hostname(),
                                move.to(),
                                List.of(),
                                records,
                                NameProbes.of(draft, move),
                                RecordDrift.overwrites(service, draft.state(), move) ? true : null,
                                null))
                : new StepArguments.SignalSwitch(
                        service.dns().zone(),
                        service.hostname(),
                        move.to(),
                        signal,
                        raises(service, move.to()),
                        records);
    }

    /** True if a move to that site raises the signal. */
    private static boolean raises(Service service, SiteName to) {
        return service.dns().signal() != null && !to.equals(service.preferred().name());
    }

    static @Nullable StepTask restore(TransitionBuilder draft, String step) {
        Map<String, String> previous = draft.memory().previous().getOrDefault(step, Map.of());
        Work.Act act = previous.isEmpty() ? null : act(draft.situation.service(), step);
        return act == null ? null : new StepTask.Act(act.action(), previous, act.role());
    }

    /** The action of this step in the failover plan; null when the plan no longer has it. */
    private static Work.@Nullable Act act(Service service, String name) {
        for (Plans.Stage stage : service.plans().of(Plans.Name.FAILOVER)) {
            for (Step step : stage.steps()) {
                if (step.name().equals(name) && step.work() instanceof Work.Act act) {
                    return act;
                }
            }
        }
        return null;
    }

    private static RecoveryTimes times(TransitionBuilder draft, MoveKind kind, SiteName from) {
        SiteVerdict down = kind == MoveKind.FAILOVER ? draft.verdict(from) : null;
        Instant detected = down == null ? null : down.since();
        return new RecoveryTimes(
                down == null ? null : down.firstFailure(), detected, draft.now, null, null, null, null);
    }

    static Plan plan(
            TransitionBuilder draft,
            MoveKind kind,
            @Nullable Fence fence,
            SiteName to,
            List<Plan.Step> steps,
            RecoveryTimes times) {
        long epoch = fence == null ? 1 : fence.epoch() + 1;
        Marks marks = draft.memory().marks();
        Hold order = order(draft, kind);
        Instant deadline = draft.now.plus(draft.situation.service().policy().planDeadline());
        return new Plan(
                "m" + epoch + "-" + draft.version(),
                kind,
                fence == null ? null : fence.active(),
                to,
                steps,
                draft.now,
                deadline,
                times,
                order == null ? null : order.who(),
                order == null ? null : order.person(),
                draft.situation.serviceDigest(),
                marks == null || steps.stream().noneMatch(step -> step.task().irreversible())
                        ? null
                        : marks.stale().stream().map(Mark::site).toList());
    }

    /** The order that the plan carries out; null for none. */
    private static @Nullable Hold order(TransitionBuilder draft, MoveKind kind) {
        return switch (kind) {
            case OVERRIDE -> draft.holds().override();
            case DRILL, RESTORE, RAISE, LOWER -> draft.holds().drill();
            case ADOPTION, FAILOVER, FAILBACK, HOLD, ADJUST, READOPTION -> null;
        };
    }

    /** Remembers the values that an ended plan changed, or may still change, and forgets those that it restored. */
    public static void remember(TransitionBuilder draft, Phase.Moving moving) {
        var previous = new HashMap<>(draft.memory().previous());
        for (int step = 0; step < moving.progress().size(); step++) {
            Plan.Step planned = moving.plan().steps().get(step);
            StepProgress progress = moving.progress().get(step);
            if (planned.task() instanceof StepTask.Act act) {
                if (!act.restore().isEmpty() && progress instanceof StepProgress.Done) {
                    previous.entrySet().removeIf(entry -> isPutBack(draft, entry.getKey(), entry.getValue(), act));
                } else if (act.restore().isEmpty() && !progress.changed().isEmpty()) {
                    previous.putIfAbsent(planned.name(), progress.changed());
                }
            }
        }
        draft.memory(draft.memory().previous(previous));
        rememberStray(draft, moving);
    }

    /** True if these values of a step are restored: several steps may have changed the same values. */
    private static boolean isPutBack(
            TransitionBuilder draft, String step, Map<String, String> values, StepTask.Act by) {
        Work.Act act = act(draft.situation.service(), step);
        return values.equals(by.restore()) && act != null && by.action().equals(act.action());
    }

    /** Remembers the switch of a drill whose plan ends, if the provider may still accept it. */
    static void rememberStray(TransitionBuilder draft, Phase.Moving moving) {
        Hold.Drill drill = draft.holds().drill();
        Fence fence = draft.fence();
        if (drill == null || fence == null || moving.plan().kind() != MoveKind.DRILL || moving.accepted()) {
            return;
        }
        Fence expected =
                switch (moving.ofSwitch()) {
                    case StepProgress.Running running -> running.expected();
                    case StepProgress other ->
                        other.givenUp() == null ? null : other.givenUp().expected();
                };
        if (fence.equals(expected)) {
            var more = new ArrayList<>(draft.memory().strays());
            more.add(new StraySwitch(moving.plan().id(), fence.epoch(), drill));
            draft.memory(draft.memory().strays(more));
        }
    }
}
