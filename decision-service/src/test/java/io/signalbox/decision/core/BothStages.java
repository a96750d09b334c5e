package io.signalbox.decision.core;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.VANTAGES;
import static io.signalbox.decision.core.Orders.WEST;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.evidence.Evidence;
import io.signalbox.decision.core.evidence.Silence;
import io.signalbox.decision.core.shadow.SimulatedProvider;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Both stages around the topics between them: a result per second of each vantage, a look every 250 ms, and a provider that does at
 * once what it is asked for. Each stage can end and begin by itself, with what it has stored.
 */
final class BothStages {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LOOKS_A_SECOND = 4;

    final List<SiteName> moves = new ArrayList<>();
    final List<Verdict> told = new ArrayList<>();
    private final Topology topology = Orders.topology();
    private final Map<SiteName, Boolean> up = new HashMap<>(Map.of(EAST, true, WEST, true));
    private final Map<SiteName, SiteVerdict> storedVerdicts = new HashMap<>();
    private final Map<ServiceName, ServiceState> storedStates = new HashMap<>();
    private final ArrayDeque<ServiceEvent> verdicts = new ArrayDeque<>();
    private Watermark storedWatermark;
    private FleetState storedFleet = FleetState.NEW;
    private ServiceStatus status;
    private Evidence evidence;
    private Brain brain;
    private long looks;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    BothStages() {
        beginEvidence();
        beginDecisions();
        passes(Duration.ofSeconds(20));
        told.clear();
    }

    void beginEvidence() {
        evidence = new Evidence(
                topology, topology.services().getFirst(), List.copyOf(storedVerdicts.values()), storedWatermark, now);
    }

    void endEvidence() {
        evidence = null;
    }

    void beginDecisions() {
        brain = new Brain(topology, CELL, storedFleet, List.copyOf(storedStates.values()), Map.of());
    }

    void endDecisions() {
        brain = null;
    }

    void works(SiteName site, boolean works) {
        up.put(site, works);
    }

    void passes(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minus(LOOK)) {
            look();
        }
    }

    /** Stage 2 looks first: it has not heard yet what stage 1 finds in the same moment. */
    private void look() {
        now = now.plus(LOOK);
        looks++;
        if (brain != null) {
            take(brain.tick(now));
        }
        if (evidence != null) {
            if (looks % LOOKS_A_SECOND == 0) {
                up.forEach(this::observe);
            }
            evidence.tick(now, Silence.upTo(now)).forEach(this::tell);
            if (looks % LOOKS_A_SECOND == 2) {
                vouch();
            }
        }
        while (brain != null && !verdicts.isEmpty()) {
            take(brain.on(verdicts.poll(), now));
        }
    }

    private void observe(SiteName site, boolean passes) {
        ProbeResult result = passes
                ? new ProbeResult.Passed(Timings.total(1_000))
                : new ProbeResult.Failed(Timings.total(1_000), Cause.REFUSED, "refused");
        for (VantageName vantage : VANTAGES) {
            var seen = new Observation(
                    Observation.VERSION,
                    ORDERS,
                    site,
                    HEALTH,
                    vantage,
                    "run1",
                    looks,
                    1_000,
                    result,
                    null,
                    VantageHealth.HEALTHY,
                    "d1",
                    null,
                    null);
            evidence.accept(seen, now, now).forEach(this::tell);
        }
    }

    private void tell(SiteVerdict verdict) {
        told.add(verdict.verdict());
        storedVerdicts.put(verdict.site(), verdict);
        verdicts.add(new ServiceEvent.VerdictChanged(verdict));
    }

    private void vouch() {
        storedWatermark = new Watermark(
                Watermark.VERSION, 0, "life", now, now, now, Duration.ZERO, List.of(ORDERS), evidence.unconfirmed(now));
        verdicts.add(new ServiceEvent.EvidenceRead(storedWatermark));
    }

    private void take(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.StoreService(var state) -> storedStates.put(state.service(), state);
                case Effect.StoreFleet(var fleet) -> storedFleet = fleet;
                case Effect.Send(var command) -> {
                    if (command.arguments() instanceof StepArguments.Switch) {
                        moves.add(command.next().active());
                    }
                    verdicts.addFirst(SimulatedProvider.answer(command, now));
                }
                case Effect.Publish(var published) -> status = published;
                case Effect.Journal _, Effect.Withdraw _ -> {
                    // Nobody reads it here.
                }
            }
        }
    }

    ServiceStatus status() {
        return status;
    }
}
