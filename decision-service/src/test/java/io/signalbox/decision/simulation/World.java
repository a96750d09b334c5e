package io.signalbox.decision.simulation;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Fence;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * One story: some minutes in which everything fails, then peace, in which all must come to rest; then the active site of
 * every service fails and nothing else does, which must be answered by a move; then peace again.
 */
final class World {

    private static final long FAULTS = 150_000;
    /** Until nobody's earlier order is on its way any more. */
    private static final long LAST_WORDS = 9_000;

    private static final long PATIENCE = 400_000;

    /** Peace must last this long, so that a world that only passes through it is not taken for one at rest. */
    private static final long REST = 10_000;

    private final Agenda agenda = new Agenda();
    private final Trace trace = new Trace(agenda);
    private final Reality reality = new Reality();
    private final Tally tally = new Tally();
    private final Capacity capacity = new Capacity();
    private final Deeds deeds = new Deeds();
    private final Topology topology;
    private final Invariants invariants;
    private final Provider provider;
    private final List<SimulatedCell> cells = new ArrayList<>();
    private final Faults faults;
    private final Operators operators;
    private final Expectations expectations;
    private final Rest rest;
    private long events;

    /** @param hash equal for equal stories */
    record Story(long events, long hash, Tally tally) {}

    private World(long seed) {
        var chance = new Chance(seed);
        topology = Setting.topology(chance);
        invariants = new Invariants(seed, topology, agenda, trace, deeds, tally);
        provider = new Provider(agenda, chance, topology, invariants);
        var surroundings = new Attempt.Surroundings(agenda, chance, provider, capacity, tally);
        var brokers = new LinkedHashMap<CellName, Broker>();
        topology.cells().forEach(cell -> brokers.put(cell.name(), new Broker(agenda, chance, topology)));
        brokers.forEach((name, broker) -> cells.add(cell(name, broker, surroundings)));
        var vantages = topology.vantages().stream()
                .map(name -> new Vantage(name, agenda, chance, reality, topology, brokers))
                .toList();
        faults = new Faults(agenda, chance, trace, topology, reality, vantages, cells, provider);
        operators = new Operators(agenda, chance, topology, cells);
        expectations = new Expectations(operators.attended());
        rest = new Rest(topology, cells, provider, capacity, expectations);
        vantages.forEach(Vantage::start);
        cells.forEach(SimulatedCell::heal);
    }

    private SimulatedCell cell(CellName name, Broker broker, Attempt.Surroundings surroundings) {
        var rules = new DecisionRules(topology, invariants, deeds, capacity, tally);
        var evidenceRules = new EvidenceRules(topology, invariants);
        return new SimulatedCell(
                name,
                broker,
                new DecisionService(name, agenda, surroundings.chance(), broker, topology, trace, rules, evidenceRules),
                new Actuator(name, surroundings, broker, deeds, topology, trace));
    }

    /** @throws Violation when something happens that never may */
    static Story run(long seed) {
        return new World(seed).run();
    }

    private Story run() {
        faults.begin();
        operators.begin();
        while (agenda.now() < FAULTS) {
            step();
        }
        faults.end();
        agenda.in(LAST_WORDS, operators::goHome);
        comesToRest("after all faults everything comes to rest where the policy wants it", expectations::isHome);
        Map<ServiceName, SiteName> broken = breakActiveSites();
        comesToRest(
                "when nothing but the active site fails, traffic moves to the next one",
                (service, active) -> expectations.isNext(service, active, broken));
        trace.tell("world", "all sites work again");
        reality.allWork();
        comesToRest("after a failover everything comes to rest where the policy wants it", expectations::isHome);
        return new Story(events, trace.hash(), tally);
    }

    private Map<ServiceName, SiteName> breakActiveSites() {
        var broken = new HashMap<ServiceName, SiteName>();
        for (Service service : topology.services()) {
            Fence fence = provider.zone(service.name()).fence();
            if (fence != null) {
                trace.tell("world", service.name() + " breaks in " + fence.active() + ", and nothing else does");
                reality.breaks(service.name(), fence.active());
                broken.put(service.name(), fence.active());
            }
        }
        return broken;
    }

    private void comesToRest(String invariant, BiPredicate<Service, SiteName> belongs) {
        long began = agenda.now();
        long restless = began;
        while (agenda.now() < restless + REST) {
            for (long look = agenda.now() + 500; agenda.now() < look; ) {
                step();
            }
            String objection = rest.objection(belongs);
            if (!objection.isEmpty()) {
                restless = agenda.now();
                invariants.require(restless < began + PATIENCE, invariant, () -> objection);
            }
        }
    }

    private void step() {
        agenda.next();
        events++;
        invariants.check(provider, cells);
    }
}
