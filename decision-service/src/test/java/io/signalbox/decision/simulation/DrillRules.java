package io.signalbox.decision.simulation;

import io.signalbox.contract.Directive;
import io.signalbox.contract.ServiceStatus.DrillReport;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drills begin when all is well and each run once, and end at home or with an operator. */
final class DrillRules {

    private static final Duration LATEST = Duration.ofMinutes(15);

    private record Entry(ServiceName service, String name) {}

    private final Invariants invariants;
    private final Fitness fitness;
    private final Tally tally;
    private final Map<Entry, Instant> begun = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    DrillRules(Invariants invariants, Fitness fitness, Tally tally) {
        this.invariants = invariants;
        this.fitness = fitness;
        this.tally = tally;
    }

    void changed(Decision decision, Service service, ServiceState former, ServiceState state) {
        Hold.Drill before = former.holds().drill();
        Hold.Drill drill = state.holds().drill();
        if (drill != null && known.add(service.name() + " " + drill.directive())) {
            begins(decision, service, former, state, drill);
        }
        if (before != null && before.asks() != null && drill != null && drill.asks() == null) {
            isAnswered(state, drill);
        }
        if (before != null && (drill == null || !drill.directive().equals(before.directive()))) {
            ends(decision, service, former, state, before);
        }
    }

    private void begins(Decision decision, Service service, ServiceState former, ServiceState state, Hold.Drill drill) {
        Directive directive = decision.orderFor(service.name());
        boolean ordered = directive != null
                && directive.order() instanceof Directive.StartDrill
                && directive.id().equals(drill.directive());
        require(ordered, state, "a drill begins when it is ordered");
        require(
                former.phase() instanceof Phase.Steady
                        && former.holds().override() == null
                        && former.holds().proposed() == null
                        && former.alarms().isEmpty()
                        && !decision.frozen(former)
                        && decision.fleet().brake() == null,
                former,
                "a drill begins only while nothing else is going on");
        require(
                former.verdict(drill.home()) == Verdict.UP && drill.home().equals(former.active()),
                former,
                "a drill begins only from a site that is UP");
        Plans.Name plan = drill.isOfCapacity() ? Plans.Name.FAILOVER : Plans.Name.DRILL;
        String objection = fitness.objection(service, former, drill.target(), plan, decision.now());
        require(objection.isEmpty(), former, "a drill visits only a site that is fit");
        if (ordered && directive.order() instanceof Directive.StartDrill order) {
            isAnotherRun(decision, service, state, order.name(), order.scheduledFor());
        }
    }

    /** What another cell has written first would have kept the fence from being this cell's. */
    private void isAnswered(ServiceState state, Hold.Drill drill) {
        Fence fence = state.fence();
        tally.count("drill asked other cells");
        require(
                fence != null
                        && (state.phase() instanceof Phase.Moving moving
                                ? fence.plan().equals(moving.plan().id())
                                : fence.active().equals(drill.target())),
                state,
                "a drill is announced once the provider has taken a fence of its plan");
    }

    private void isAnotherRun(
            Decision decision,
            Service service,
            ServiceState state,
            @Nullable String name,
            @Nullable Instant scheduled) {
        if (name == null || scheduled == null) {
            return;
        }
        Instant last = begun.put(new Entry(service.name(), name), scheduled);
        require(
                last == null || scheduled.isAfter(last),
                state,
                "a run of the calendar begins once, and never before an earlier one");
        require(
                !decision.now().isAfter(scheduled.plus(LATEST)),
                state,
                "a run of the calendar does not begin too late");
    }

    private void ends(Decision decision, Service service, ServiceState former, ServiceState state, Hold.Drill drill) {
        DrillReport report = state.memory().lastDrill();
        boolean reported = report != null && report.startedAt().equals(drill.since());
        require(reported, state, "a drill that ends is reported");
        if (report == null) {
            return;
        }
        tally.count("drill " + report.result());
        if (drill.isOfCapacity()) {
            scaledBack(service, state, drill, report.result());
            return;
        }
        boolean restored = drill.home().equals(state.active());
        Fence fence = state.fence();
        boolean movedOn = drill.home().equals(former.active())
                && fence != null
                && !fence.cell().equals(decision.cell());
        require(
                restored
                        || movedOn
                        || report.result().equals("blocked") && drill.asks() != null
                        || report.result().equals("unrestored") && state.holds().override() != null,
                state,
                "a drill ends at home, or because an operator or a later move of another cell has taken over");
    }

    private void scaledBack(Service service, ServiceState state, Hold.Drill drill, String result) {
        tally.count("drill without traffic " + result);
        SiteName active = state.active();
        boolean back = service.plans().capacitySteps(drill.target()).stream()
                .filter(step -> active == null || active.equals(drill.home()) || !step.isFor(active))
                .noneMatch(step -> state.memory().previous().containsKey(step.name()));
        require(
                switch (result) {
                    case "taken-over" -> drill.target().equals(active);
                    case "unrestored" -> !back;
                    case "blocked" -> drill.asks() != null;
                    default -> back;
                },
                state,
                "a drill without traffic ends when all is put back, when the traffic has come, or with an alarm");
    }

    private void require(boolean holds, ServiceState state, String invariant) {
        invariants.require(holds, invariant, () -> Words.of(state));
    }
}
