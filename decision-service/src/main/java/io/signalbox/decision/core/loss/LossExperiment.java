package io.signalbox.decision.core.loss;

import io.signalbox.contract.Command;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.shadow.SimulatedProvider;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A brain with the present states of all services that hears of a loss, and what it makes of it. */
final class LossExperiment {

    private static final Reason LEFT_OUT = Reason.of(ReasonCode.QUARANTINED, "nothing is decided about it here");

    private final LossQuestion question;
    private final CellName cell;
    private final List<ServiceState> begin = new ArrayList<>();
    private final Map<ServiceName, Result> results = new HashMap<>();
    private FleetState fleet;

    /** @param to where the traffic goes or would go; null if it stays */
    record Result(RegionLoss.Effect effect, @Nullable SiteName to, String because) {}

    LossExperiment(LossQuestion question, CellName cell) {
        this.question = question;
        this.cell = cell;
        this.fleet = question.isCellLost() ? FleetState.NEW : present(question);
    }

    private static FleetState present(LossQuestion question) {
        FleetState fleet = FleetState.NEW;
        Reason brake = question.brake();
        if (brake != null) {
            fleet = fleet.brake(new FleetState.Brake(brake, question.now(), null, null));
        }
        for (ServiceStatus status : question.states()) {
            ServiceStatus.Freeze freeze = status.freeze();
            if (freeze != null && freeze.everyService()) {
                return fleet.freeze(PresentState.hold(freeze));
            }
        }
        return fleet;
    }

    /** Nothing is decided about a service. It counts for the brake. */
    void leavesOut(ServiceName service) {
        fleet = fleet.quarantine(service, LEFT_OUT);
    }

    void takes(ServiceStatus status) {
        var present = new PresentState(status, cell, question.now());
        if (present.obstacle() == null) {
            begin.add(present.state());
        } else {
            leavesOut(status.service());
        }
    }

    /** Why it cannot be told what would be done about a service; null when it can. */
    @Nullable
    String obstacle(ServiceStatus status) {
        return new PresentState(status, cell, question.now()).obstacle();
    }

    /** What becomes of a service; null for nothing. */
    @Nullable
    Result result(ServiceName service) {
        return results.get(service);
    }

    /** Tells the brain everything at once, and lets the time pass for which the policies have a move wait. */
    void run(List<SiteVerdict> changes) {
        Brain brain = Brain.assumingConfirmed(alone(question.topology(), cell), cell, fleet, begin);
        for (SiteVerdict change : changes) {
            take(brain, brain.on(new ServiceEvent.VerdictChanged(change), question.now()), question.now());
        }
        for (Instant moment : moments()) {
            // A brain looks at some of its services at each tick.
            Instant end = moment.plus(Brain.TICK.multipliedBy(2 + begin.size() / Brain.MOST_AT_ONCE));
            for (Instant now = moment; now.isBefore(end); now = now.plus(Brain.TICK)) {
                take(brain, brain.tick(now), now);
            }
        }
    }

    /** With one cell, nothing has to be written for another one. */
    private static Topology alone(Topology all, CellName cell) {
        return new Topology(
                all.cells().stream().filter(one -> one.name().equals(cell)).toList(),
                all.vantages(),
                all.references(),
                all.services(),
                all.governor(),
                all.allowed(),
                all.digest());
    }

    /** When a policy may let go. */
    private Iterable<Instant> moments() {
        var moments = new TreeSet<Instant>();
        moments.add(question.now());
        for (Service service : question.topology().services()) {
            Policy policy = service.policy();
            Duration wait = policy.minDownFor();
            moments.add(question.now().plus(wait));
            moments.add(question.now().plus(wait).plus(policy.grace()));
        }
        return moments;
    }

    private void take(Brain brain, List<Brain.Effect> first, Instant now) {
        Queue<ServiceEvent> answers = new ArrayDeque<>();
        List<Brain.Effect> effects = first;
        while (true) {
            Map<ServiceName, ServiceState> stored = new HashMap<>();
            var commands = new ArrayList<Command>();
            for (Brain.Effect effect : effects) {
                switch (effect) {
                    case Brain.Effect.StoreService(ServiceState state) -> stored.put(state.service(), state);
                    case Brain.Effect.Send(Command command) -> commands.add(command);
                    case Brain.Effect.Journal _,
                            Brain.Effect.StoreFleet _,
                            Brain.Effect.Publish _,
                            Brain.Effect.Withdraw _ -> {}
                }
            }
            stored.values().forEach(this::note);
            commands.stream()
                    .filter(command -> !moves(stored.get(command.service())))
                    .forEach(command -> answers.add(SimulatedProvider.answer(command, now)));
            ServiceEvent answer = answers.poll();
            if (answer == null) {
                return;
            }
            effects = brain.on(answer, now);
        }
    }

    /** What only writes to the fence is done at once. A move is enough of an answer. */
    private static boolean moves(@Nullable ServiceState state) {
        return state != null
                && state.phase() instanceof Phase.Moving moving
                && moving.plan().moves();
    }

    private void note(ServiceState state) {
        Result before = results.get(state.service());
        if (before == null || before.effect() != RegionLoss.Effect.MOVES) {
            results.put(state.service(), result(state));
        }
    }

    private static Result result(ServiceState state) {
        String because = state.reason().text();
        return switch (state.phase()) {
            case Phase.Moving moving
            when moving.plan().moves() ->
                new Result(RegionLoss.Effect.MOVES, moving.plan().to(), because);
            case Phase.AwaitingLeave(SiteName to, var _, var _, Reason held, boolean approvable, var _) ->
                new Result(approvable ? RegionLoss.Effect.WAITS : RegionLoss.Effect.STAYS, to, held.text());
            case Phase.Moving _, Phase.Steady _, Phase.Unadopted _, Phase.Stuck _ ->
                new Result(RegionLoss.Effect.STAYS, null, because);
        };
    }
}
