package io.signalbox.decision.core.explain;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.VANTAGES;
import static io.signalbox.decision.core.Orders.WEST;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.evidence.Evidence;
import io.signalbox.decision.core.evidence.Silence;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The real evidence and the real brain of one service, and somebody who asks why. Time is a value. */
final class Scene {

    private static final ProbeResult PASSED = new ProbeResult.Passed(Timings.total(1_000));
    private static final ProbeResult FAILED = new ProbeResult.Failed(Timings.total(1_000), Cause.REFUSED, "refused");
    private static final long STEP_MILLIS = 500;

    /** What a vantage sees of a site. */
    enum View {
        PASSES,
        FAILS,
        NOTHING,
        FAILS_WHILE_SICK
    }

    private record Pair(SiteName site, VantageName vantage) {}

    private final Topology topology;
    private final Evidence evidence;
    private final Brain brain;
    private final Map<Pair, View> views = new HashMap<>();
    private boolean handsIdle;
    private List<VantageName> partly = List.of();
    private @Nullable ServiceStatus status;
    private long sequence;
    private int directives;
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private Scene(Topology topology) {
        this.topology = topology;
        this.evidence = new Evidence(topology, topology.services().getFirst(), List.of(), now);
        this.brain = Brain.assumingConfirmed(topology, CELL, FleetState.NEW, List.of());
    }

    /** Adopted where it is preferred, with both sites UP. */
    static Scene steady(Topology topology) {
        var scene = new Scene(topology);
        return scene.runs(3);
    }

    Scene sees(SiteName site, View view, VantageName... vantages) {
        for (VantageName vantage : vantages) {
            views.put(new Pair(site, vantage), view);
        }
        return this;
    }

    Scene allSee(SiteName site, View view) {
        return sees(site, view, VANTAGES.toArray(VantageName[]::new));
    }

    /** From now on nobody does what is commanded. */
    Scene handsIdle() {
        handsIdle = true;
        return this;
    }

    Scene orders(Directive.Order order) {
        return hear(new ServiceEvent.Directed(new Directive(
                Directive.VERSION, "d" + ++directives, ORDERS, "ann", null, "a migration", now, null, order)));
    }

    Scene ordersForAll(Directive.Order order) {
        return hear(new ServiceEvent.Directed(new Directive(
                Directive.VERSION, "d" + ++directives, null, "ann", null, "a migration", now, null, order)));
    }

    Scene runs(int seconds) {
        Instant end = now.plusSeconds(seconds);
        while (now.isBefore(end)) {
            now = now.plusMillis(STEP_MILLIS);
            sequence++;
            for (SiteName site : List.of(EAST, WEST)) {
                VANTAGES.forEach(vantage -> observe(site, vantage));
            }
            evidence.tick(now, Silence.upTo(now)).forEach(verdict -> hear(new ServiceEvent.VerdictChanged(verdict)));
            take(brain.tick(now));
        }
        return this;
    }

    private void observe(SiteName site, VantageName vantage) {
        View view = views.getOrDefault(new Pair(site, vantage), View.PASSES);
        if (view == View.NOTHING) {
            return;
        }
        var health =
                view == View.FAILS_WHILE_SICK ? VantageHealth.sick("references unreachable") : VantageHealth.HEALTHY;
        var observation = new Observation(
                Observation.VERSION,
                ORDERS,
                site,
                HEALTH,
                vantage,
                "run1",
                sequence,
                1_000,
                view == View.PASSES ? PASSED : FAILED,
                null,
                health,
                topology.digest(),
                null,
                null);
        evidence.accept(observation, now, now).forEach(verdict -> hear(new ServiceEvent.VerdictChanged(verdict)));
    }

    Scene hear(ServiceEvent event) {
        take(brain.on(event, now));
        return this;
    }

    /** What is commanded is done after everything else that one event leads to. */
    private void take(List<Effect> effects) {
        var commands = new ArrayList<Command>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Publish(ServiceStatus published) -> status = published;
                case Effect.Send(Command command) -> commands.add(command);
                case Effect.StoreService _, Effect.StoreFleet _, Effect.Journal _, Effect.Withdraw _ -> {}
            }
        }
        if (!handsIdle) {
            commands.forEach(command -> hear(new ServiceEvent.Reported(done(command))));
        }
    }

    private StepOutcome done(Command command) {
        var records =
                switch (command.arguments()) {
                    case StepArguments.Switch change -> change.create();
                    case StepArguments.DnsAdopt adopt -> adopt.candidates().get(adopt.preferred());
                    case StepArguments.DnsReadopt readopt ->
                        readopt.candidates().getFirst().records();
                    case StepArguments.Claim _, Action _ -> List.<RecordSet>of();
                };
        return new StepOutcome(
                Outcome.VERSION,
                command.service(),
                command.plan(),
                command.step(),
                command.attempt(),
                now,
                new StepOutcome.Done(records),
                command.next(),
                Map.of("accepted", now),
                null);
    }

    /** With the counters at hand. */
    Why why() {
        return Explaining.of(question(true));
    }

    /** Only a part of the results of these vantages is counted. */
    Why why(List<VantageName> partlyCounted) {
        partly = partlyCounted;
        return why();
    }

    /** With nothing but what was published. */
    Why whyWithoutCounters() {
        return Explaining.of(question(false));
    }

    private WhyQuestion question(boolean live) {
        ServiceStatus published = status;
        if (published == null) {
            throw new IllegalStateException("nothing has been published");
        }
        Service service = topology.services().getFirst();
        return new WhyQuestion(
                published,
                service,
                topology.governor(),
                null,
                live ? evidence.explain(partly, now) : null,
                live ? null : "they are counted by another instance, which does not answer",
                now);
    }
}
