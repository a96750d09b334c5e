package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must be true of everything that one cell decides, judged without the machine's own words. */
final class DecisionRules {

    private final Topology topology;
    private final Invariants invariants;
    private final Deeds deeds;
    private final Tally tally;
    private final Losses losses;
    private final Consents consents = new Consents();
    private final SplitRules splits;
    private final StartRules starts;
    private final SwitchRules switches;
    private final StepRules steps;
    private final UndoRules undone;
    private final DrillRules drills;
    private final Map<ServiceName, Long> journalled = new HashMap<>();
    private long fleetJournalled;

    DecisionRules(Topology topology, Invariants invariants, Deeds deeds, Capacity capacity, Tally tally) {
        this.topology = topology;
        this.invariants = invariants;
        this.deeds = deeds;
        this.tally = tally;
        this.losses = new Losses(topology);
        var fitness = new Fitness(losses);
        this.splits = new SplitRules(topology, invariants, fitness, tally);
        this.starts = new StartRules(topology, invariants, fitness, consents, splits);
        this.switches = new SwitchRules(invariants, fitness);
        this.steps = new StepRules(invariants, fitness, consents, deeds, switches, splits);
        this.undone = new UndoRules(invariants.really(), capacity, tally);
        this.drills = new DrillRules(invariants, fitness, tally);
    }

    /** True if damping has something against a site. */
    boolean damped(ServiceName service, SiteName site, Instant now) {
        return !losses.allow(service, site, now);
    }

    void decided(Decision decision) {
        if (decision.event() instanceof ServiceEvent.VerdictChanged(var verdict)) {
            losses.heard(verdict, decision.now());
        }
        decision.written().forEach(this::isNextInTheJournal);
        decision.after().values().forEach(state -> {
            ServiceState former = decision.before().get(state.service());
            if (former != state && isDescribed(former) && isDescribed(state)) {
                changed(decision, former, state);
            }
        });
        decision.sent().forEach(command -> sent(decision, command));
    }

    /** True if it is of sites that the topology has by which it is judged here: others are of one that came later. */
    private boolean isDescribed(@Nullable ServiceState state) {
        if (state == null) {
            return true;
        }
        Service service = topology.service(state.service()).orElse(null);
        return service != null
                && (state.active() == null || service.site(state.active()).isPresent())
                && state.verdicts().keySet().stream()
                        .allMatch(site -> service.site(site).isPresent());
    }

    private void isNextInTheJournal(JournalEntry entry) {
        ServiceName service = entry.service();
        long former = service == null ? fleetJournalled : journalled.getOrDefault(service, 0L);
        invariants.require(
                entry.version() == former + 1,
                "journal entries are numbered without gaps or repeats",
                () -> entry.version() + " follows " + former);
        if (service == null) {
            fleetJournalled = entry.version();
        } else {
            journalled.put(service, entry.version());
        }
        tally.count("journal " + entry.kind());
        if (entry.kind().equals("held")) {
            tally.count("held " + entry.reason().code());
        }
        if (entry.kind().equals("scale-abandoned")) {
            boolean unwanted = entry.reason().code().equals("no-longer-wanted");
            tally.count("drill without traffic: plan " + (unwanted ? "not wanted any more" : "failed"));
        }
        if (entry.kind().equals("directive-refused")) {
            tally.count("refused " + entry.reason().code());
        }
    }

    private void changed(Decision decision, @Nullable ServiceState former, ServiceState state) {
        Service service = topology.service(state.service()).orElseThrow();
        if (former == null || !Objects.equals(former.active(), state.active())) {
            switches.arrives(decision, state.service());
        }
        invariants.require(
                state.version() == journalled.getOrDefault(state.service(), 0L),
                "a state's version is that of its last journal entry",
                () -> Words.of(state));
        consents.heard(decision, state.service());
        if (state.phase() instanceof Phase.Moving moving && !isOf(former, moving.plan())) {
            tally.count("begins " + moving.plan().kind());
            starts.begins(decision, state, moving.plan());
        }
        if (former != null) {
            changed(decision, service, former, state);
        }
        splits.rests(decision, service, state);
        consents.passed(state);
        count(state.phase());
    }

    private void changed(Decision decision, Service service, ServiceState former, ServiceState state) {
        invariants.require(
                former.fence() == null
                        || state.fence() != null
                                && state.fence().epoch() >= former.fence().epoch(),
                "a cell never takes an older fence for a newer one",
                () -> former.fence() + " became " + state.fence());
        boolean writes = state.phase().label() == ServicePhase.PUBLISHING;
        boolean leftStuck = former.phase() instanceof Phase.Stuck && !(state.phase() instanceof Phase.Stuck) && !writes;
        invariants.require(
                !leftStuck || decision.isAnOperators() || !Objects.equals(former.fence(), state.fence()),
                "stuck ends at an operator's word, or when another has decided",
                () -> Words.of(state));
        steps.changed(decision, service, former, state);
        undone.changed(decision, former, state);
        if (former.phase() instanceof Phase.Moving moving && !isOf(state, moving.plan())) {
            ends(decision, state, moving.plan());
        }
        drills.changed(decision, service, former, state);
        forced(decision, service, former, state);
    }

    private void ends(Decision decision, ServiceState state, Plan plan) {
        ServiceName service = state.service();
        invariants.require(
                !decision.wrote(service, "move-done") || deeds.settled(service, decision.cell(), plan.id()),
                "a move that is called done has moved",
                () -> plan.id() + " has ended in " + Words.of(state));
        Fence fence = state.fence();
        boolean claimed = fence != null
                && fence.phase() == Fence.Phase.MOVING
                && fence.plan().equals(plan.id())
                && fence.cell().equals(decision.cell());
        boolean overtaken = plan.isOfCapacity()
                && state.phase() instanceof Phase.Moving next
                && next.plan().moves();
        if (overtaken) {
            tally.count("a move takes over from a plan of a drill without traffic");
        }
        tally.count(claimed ? "ends with its claim" : "ends");
        invariants.require(
                !claimed || overtaken || undone.notUndone(service, plan.id()),
                "a plan that ends has given back its claim",
                () -> plan.id() + " has ended in " + Words.of(state));
    }

    private static boolean isOf(@Nullable ServiceState former, Plan plan) {
        return former != null
                && former.phase() instanceof Phase.Moving moving
                && moving.plan().id().equals(plan.id());
    }

    /** A forced override comes into force by two persons' words where that is asked for. */
    private void forced(Decision decision, Service service, ServiceState former, ServiceState state) {
        Hold.Override override = state.holds().override();
        boolean news = override != null && !override.equals(former.holds().override());
        boolean given = news && !override.directive().startsWith("order-");
        if (given && override.force() && service.policy().twoPersons()) {
            Directive directive = decision.orderFor(service.name());
            tally.count("forced by two");
            invariants.require(
                    directive != null
                            && directive.order() instanceof Directive.Approve
                            && !directive.who().equals(override.who()),
                    "a forced override needs a second person where the policy says so",
                    () -> Words.of(state));
        }
    }

    private void count(Phase phase) {
        tally.count("phase " + phase.label().text());
        if (phase instanceof Phase.Moving moving) {
            for (int step = 0; step < moving.progress().size(); step++) {
                StepProgress progress = moving.progress().get(step);
                tally.count("step " + progress.getClass().getSimpleName());
                if (progress instanceof StepProgress.Failed) {
                    tally.count("failed " + moving.plan().steps().get(step).onFailure());
                } else if (progress instanceof StepProgress.Asking asking) {
                    tally.count(asking.failed() ? "failed ASK" : "asks");
                }
            }
        }
    }

    /** What an event means for the whole fleet is seen to first, so a plan may send something and then be ended by the event. */
    private static ServiceState sender(Decision decision, Command command) {
        ServiceState before = decision.before().get(command.service());
        ServiceState after = decision.after().get(command.service());
        return before != null && isUnderWay(before, command) && !isUnderWay(after, command) ? before : after;
    }

    private static boolean isUnderWay(ServiceState state, Command command) {
        return state.phase() instanceof Phase.Moving moving
                && moving.plan().id().equals(command.plan());
    }

    private void sent(Decision decision, Command command) {
        tally.count("sends " + command.arguments().kind() + (command.restores() ? " back" : ""));
        if (command.plan().startsWith("n")) {
            return;
        }
        ServiceState state = sender(decision, command);
        if (!isDescribed(state)) {
            return;
        }
        Service service = topology.service(command.service()).orElseThrow();
        invariants.require(
                !(state.phase() instanceof Phase.Stuck), "a stuck service sends nothing", () -> Words.of(command));
        steps.sent(decision, service, state, command);
    }
}
