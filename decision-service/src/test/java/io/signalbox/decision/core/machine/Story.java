package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.WEST;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.Fence;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Reason;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.machine.Brain.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells a brain what happens and keeps what it does. Time is a value; the brain can be replaced by a restored one. */
final class Story {

    private static final Duration TICK = Duration.ofMillis(100);

    final List<Command> commands = new ArrayList<>();
    final List<JournalEntry> journal = new ArrayList<>();
    private final Map<String, ServiceState> stored = new HashMap<>();
    private final Topology topology;
    private Fleet fleet = Fleet.NEW;
    private Brain brain;
    private ServiceStatus status;
    private int directives;
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Story(Topology topology) {
        this.topology = topology;
        this.brain = new Brain(topology, CELL, fleet, List.of());
    }

    /** Adopted at EAST, with EAST and WEST up. */
    static Story steady(Topology topology) {
        var story = new Story(topology).passes(Duration.ZERO).done();
        return story.sees(EAST, Verdict.UP).sees(WEST, Verdict.UP);
    }

    Story passes(Duration time) {
        Instant end = now.plus(time);
        take(brain.tick(now));
        while (now.isBefore(end)) {
            now = now.plus(TICK);
            take(brain.tick(now));
        }
        return this;
    }

    /** The process is gone; another goes on with what was stored. */
    Story restarts() {
        brain = new Brain(topology, CELL, fleet, stored.values());
        take(brain.tick(now));
        return this;
    }

    Story sees(SiteName site, Verdict verdict) {
        var reason = Reason.of("quorum", site + " is " + verdict);
        Instant failed = verdict == Verdict.DOWN ? now.minusSeconds(1) : null;
        hear(new Event.VerdictChanged(new SiteVerdict(
                SiteVerdict.VERSION, ORDERS, site, verdict, now, failed, List.of(), 2, reason, topology.digest())));
        return this;
    }

    Story orders(Directive.Order order) {
        return orders("d" + ++directives, null, order);
    }

    Story orders(String id, Long version, Directive.Order order) {
        hear(new Event.Directed(new Directive(Directive.VERSION, id, ORDERS, "ann", "because", now, version, order)));
        return this;
    }

    Story ordersForAll(Directive.Order order) {
        String id = "d" + ++directives;
        hear(new Event.Directed(new Directive(Directive.VERSION, id, null, "ann", "because", now, null, order)));
        return this;
    }

    /** The actuator says that the provider took the last command. */
    Story accepted() {
        return answers(new StepOutcome.InProgress(Duration.ofMillis(200), "C1", true, "PENDING"), last().next());
    }

    /** The actuator says that the last command is done. */
    Story done() {
        var records =
                switch (last().arguments()) {
                    case StepArguments.DnsSwitch change -> change.create();
                    case StepArguments.DnsAdopt adopt -> adopt.candidates().get(adopt.preferred());
                };
        return answers(new StepOutcome.Done(records), last().next());
    }

    Story answers(StepOutcome.Result result, Fence seen) {
        return answers(last(), result, seen);
    }

    Story answers(Command command, StepOutcome.Result result, Fence seen) {
        hear(new Event.Reported(new StepOutcome(
                Outcome.VERSION,
                ORDERS,
                command.plan(),
                0,
                command.attempt(),
                now,
                result,
                seen,
                Map.of("accepted", now))));
        return this;
    }

    Story sights(Fence fence) {
        hear(new Event.Reported(
                new FenceSighting(Outcome.VERSION, ORDERS, now, FenceSighting.Sight.PRESENT, fence, "answered")));
        return this;
    }

    Story sightsNoFence() {
        hear(new Event.Reported(
                new FenceSighting(Outcome.VERSION, ORDERS, now, FenceSighting.Sight.ABSENT, null, "NXDOMAIN")));
        return this;
    }

    private void hear(Event event) {
        take(brain.on(event, now));
        take(brain.tick(now));
    }

    private void take(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.StoreService(ServiceState state) ->
                    stored.put(state.service().value(), state);
                case Effect.StoreFleet(Fleet newer) -> fleet = newer;
                case Effect.Send(Command command) -> commands.add(command);
                case Effect.Journal(JournalEntry entry) -> journal.add(entry);
                case Effect.Publish(ServiceStatus newer) -> status = newer;
            }
        }
    }

    Command last() {
        return commands.getLast();
    }

    ServiceStatus status() {
        return status;
    }

    ServiceState state() {
        return stored.get(ORDERS.value());
    }

    /** Where the switches that were sent lead, in order, without repeated attempts. */
    List<SiteName> moves() {
        var plans = new ArrayList<String>();
        return commands.stream()
                .filter(command -> command.arguments() instanceof StepArguments.DnsSwitch)
                .filter(command -> !plans.contains(command.plan()) && plans.add(command.plan()))
                .map(command -> command.next().active())
                .toList();
    }

    List<String> kinds() {
        return journal.stream().map(JournalEntry::kind).toList();
    }

    List<String> kindsOf(Set<String> wanted) {
        return kinds().stream().filter(wanted::contains).toList();
    }
}
