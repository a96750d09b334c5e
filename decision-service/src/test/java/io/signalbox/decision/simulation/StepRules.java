package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be true of the commands of plans: one plan at a time, its steps in order, each when it may be. */
final class StepRules {

    private final Invariants invariants;
    private final Fitness fitness;
    private final Consents consents;
    private final Deeds deeds;
    private final SwitchRules switches;
    private final SplitRules splits;
    private final Map<ServiceName, String> planUnderWay = new HashMap<>();
    private final Set<String> plansOver = new HashSet<>();
    /** By plan and step; as the cell's clock showed it, which may be another one after a restart. */
    private final Map<String, Instant> gatesReached = new HashMap<>();

    StepRules(
            Invariants invariants,
            Fitness fitness,
            Consents consents,
            Deeds deeds,
            SwitchRules switches,
            SplitRules splits) {
        this.invariants = invariants;
        this.fitness = fitness;
        this.consents = consents;
        this.deeds = deeds;
        this.switches = switches;
        this.splits = splits;
    }

    void sent(Decision decision, Service service, ServiceState state, Command command) {
        isOfThePlanUnderWay(command);
        if (!(state.phase() instanceof Phase.Moving moving)
                || !moving.plan().id().equals(command.plan())) {
            require(false, state, command, "only the plan that is under way sends anything");
            return;
        }
        Plan plan = moving.plan();
        boolean passive = service.policy().mode() == Policy.Mode.ADVISE
                || service.policy().mode() == Policy.Mode.OFF;
        require(
                !passive || !plan.kind().automatic(),
                state,
                command,
                "in modes advise and off nothing is sent unasked");
        require(
                command.attempt() > 1 || plan.kind() == MoveKind.HOLD || !decision.stepsAreFrozen(state),
                state,
                command,
                "no step begins in a freeze that holds plans");
        boolean undoes = undoes(plan, command);
        boolean renews = command.arguments() instanceof StepArguments.Claim;
        require(
                undoes ? moving.ending() != null : moving.ending() == null || renews,
                state,
                command,
                "a plan that is given up only undoes");
        if (undoes && command.restores()) {
            require(
                    !hasPart(moving, Objects.requireNonNull(state.fence()).split()),
                    state,
                    command,
                    "what a part of the traffic needs is put back after the part");
            deeds.undoes(service.name(), decision.cell(), plan.id());
        }
        if (!undoes) {
            forward(decision, service, state, moving, command);
        }
    }

    private static boolean undoes(Plan plan, Command command) {
        boolean planned = plan.steps().get(command.step()).task() instanceof StepTask.Act act
                && !act.restore().isEmpty();
        boolean returned = command.arguments() instanceof StepArguments.Claim
                && command.next().phase() == Fence.Phase.SETTLED
                && plan.kind() != MoveKind.HOLD
                && !plan.releases(command.step());
        boolean takesBack = plan.steps().get(command.step()).task() instanceof StepTask.Ramp
                && command.next().split() == null;
        return returned || takesBack || command.restores() && !planned;
    }

    /** True if the target has a part of the traffic that this plan has sent there. */
    private static boolean hasPart(Phase.Moving moving, @Nullable Split split) {
        for (int step = 0; step < moving.progress().size(); step++) {
            if (moving.plan().steps().get(step).task() instanceof StepTask.Ramp ramp
                    && moving.progress().get(step).lastAttempt() > 0
                    && ramp.split().equals(split)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRamp(Plan plan) {
        return plan.steps().stream().anyMatch(step -> step.task() instanceof StepTask.Ramp);
    }

    private void forward(Decision decision, Service service, ServiceState state, Phase.Moving moving, Command command) {
        Plan plan = moving.plan();
        int stage = plan.steps().get(command.step()).stage();
        int agreed = 0;
        for (int step = 0; step < plan.steps().size(); step++) {
            if (plan.steps().get(step).stage() < stage) {
                boolean renews = step == 0 && plan.steps().getFirst().task() instanceof StepTask.Claim;
                agreed += needsConsent(plan.steps().get(step), moving.progress().get(step)) ? 1 : 0;
                require(
                        renews && deeds.claimed(service.name(), decision.cell(), plan.id())
                                || isOver(
                                        decision,
                                        service.name(),
                                        plan,
                                        step,
                                        moving.progress().get(step)),
                        state,
                        command,
                        "a step begins when each earlier one is done, or failed and may be left out");
            }
        }
        String except = service.policy().twoPersons() ? plan.startedBy() : null;
        require(
                consents.ofPlan(service.name(), plan.id(), except) >= agreed,
                state,
                command,
                "a step that waits for a person is passed by another person's word");
        require(
                !plan.isOfCapacity() || !(command.arguments() instanceof StepArguments.Switch),
                state,
                command,
                "a drill without traffic changes no record");
        require(
                plan.kind() != MoveKind.LOWER
                        || !command.restores()
                        || !plan.to().equals(state.active()),
                state,
                command,
                "nothing is scaled back where the traffic is");
        if (command.arguments() instanceof StepArguments.DnsSwitch && !moving.accepted()) {
            splits.sent(decision, service, state, plan, command);
            if (plan.kind() != MoveKind.ADJUST && !command.next().equals(state.fence())) {
                switches.sent(decision, service, state, plan, command, isPastReturn(moving));
            }
        }
    }

    /** True if a promotion may have begun. */
    private static boolean isPastReturn(Phase.Moving moving) {
        for (int step = 0; step < moving.progress().size(); step++) {
            if (moving.plan().steps().get(step).task() instanceof StepTask.Act act
                    && act.action().oneWay()
                    && moving.progress().get(step).lastAttempt() > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean needsConsent(Plan.Step step, StepProgress progress) {
        boolean asked = step.task() instanceof StepTask.Gate(Work.Approve _);
        return asked || progress instanceof StepProgress.Failed && step.onFailure() == OnFailure.ASK;
    }

    private boolean isOver(Decision decision, ServiceName service, Plan plan, int step, StepProgress progress) {
        Plan.Step planned = plan.steps().get(step);
        if (planned.task() instanceof StepTask.Switch) {
            return deeds.settled(service, decision.cell(), plan.id());
        }
        if (progress instanceof StepProgress.Failed) {
            return planned.onFailure() == OnFailure.CONTINUE || planned.onFailure() == OnFailure.ASK;
        }
        return progress instanceof StepProgress.Done
                && switch (planned.task()) {
                    case StepTask.Act _ -> deeds.done(service, decision.cell(), plan.id(), step);
                    case StepTask.Ramp _ ->
                        progress.lastAttempt() == 0 || deeds.parted(service, decision.cell(), plan.id());
                    case StepTask.Claim _ -> deeds.claimed(service, decision.cell(), plan.id());
                    case StepTask.Gate(Work.Pause(var time)) -> {
                        Instant reached = gatesReached.get(gate(decision, service, plan, step));
                        yield reached != null && !decision.now().isBefore(reached.plus(time));
                    }
                    case StepTask.Gate _, StepTask.Switch _, StepTask.Adopt _, StepTask.Readopt _ -> true;
                };
    }

    private static String gate(Decision decision, ServiceName service, Plan plan, int step) {
        return service + " " + decision.cell() + " " + plan.id() + " " + step;
    }

    /** A gate opens when what it waits for is true. */
    void changed(Decision decision, Service service, ServiceState former, ServiceState state) {
        if (state.phase() instanceof Phase.Moving moving) {
            List<StepProgress> before = former.phase() instanceof Phase.Moving earlier
                            && earlier.plan().id().equals(moving.plan().id())
                    ? earlier.progress()
                    : List.of();
            for (int step = 0; step < moving.progress().size(); step++) {
                if (moving.progress().get(step) instanceof StepProgress.Watching) {
                    gatesReached.putIfAbsent(gate(decision, service.name(), moving.plan(), step), decision.now());
                }
                if (!before.isEmpty()
                        && before.get(step) instanceof StepProgress.Watching
                        && moving.progress().get(step) instanceof StepProgress.Done) {
                    opens(decision, service, state, moving.plan(), step);
                }
            }
        }
    }

    private void opens(Decision decision, Service service, ServiceState state, Plan plan, int step) {
        boolean good =
                switch (plan.steps().get(step).task()) {
                    case StepTask.Gate(Work.WaitHealthy _) when isForced(state, plan) && isRamp(plan) -> true;
                    case StepTask.Gate(Work.WaitHealthy _) ->
                        state.verdict(plan.to()) == Verdict.UP
                                && Fitness.ready(service, state, plan.to())
                                && !fitness.suppressed(service, plan.to(), decision.now());
                    case StepTask.Gate(Work.WaitLag(var probe)) -> {
                        SiteVerdict evidence = state.verdicts().get(plan.to());
                        yield evidence != null && evidence.check(probe) == Verdict.UP;
                    }
                    case StepTask.Gate _,
                            StepTask.Act _,
                            StepTask.Adopt _,
                            StepTask.Readopt _,
                            StepTask.Claim _,
                            StepTask.Switch _,
                            StepTask.Ramp _ -> true;
                };
        require(good, state, null, "a gate opens when what it waits for is true");
    }

    private static boolean isForced(ServiceState state, Plan plan) {
        Hold.Override override = state.holds().override();
        return override != null && override.force() && override.target().equals(plan.to());
    }

    private void isOfThePlanUnderWay(Command command) {
        String present = planUnderWay.put(command.service(), command.plan());
        if (present != null && !present.equals(command.plan())) {
            plansOver.add(command.service() + " " + present);
        }
        invariants.require(
                !plansOver.contains(command.service() + " " + command.plan()),
                "never two plans of a service in flight",
                () -> command.plan() + " goes on after " + present);
    }

    private void require(boolean holds, ServiceState state, @Nullable Command command, String invariant) {
        invariants.require(
                holds, invariant, () -> (command == null ? "" : Words.of(command) + " in ") + Words.of(state));
    }
}
