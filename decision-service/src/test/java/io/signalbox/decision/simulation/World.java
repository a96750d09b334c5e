package io.signalbox.decision.simulation;

import io.signalbox.contract.CellName;
import io.signalbox.contract.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** One story: some minutes in which everything fails, then peace, in which all must come to rest. */
final class World {

    private static final long FAULTS_END = 180_000;
    /** Until nobody's earlier order is on its way any more. */
    private static final long LAST_WORDS = 9_000;

    private static final long PATIENCE = 300_000;
    /** Peace must last this long, so that a world that only passes through it is not taken for one at rest. */
    private static final long REST = 10_000;

    private final Agenda agenda = new Agenda();
    private final Trace trace = new Trace(agenda);
    private final Invariants invariants;
    private final Provider provider;
    private final List<SimulatedCell> cells = new ArrayList<>();
    private final Faults faults;
    private final Operators operators;
    private final Rest rest;
    private long events;

    /** @param hash equal for equal stories */
    record Story(long events, long hash) {}

    private World(long seed) {
        var chance = new Chance(seed);
        Topology topology = Setting.topology(chance);
        invariants = new Invariants(seed, topology, trace);
        provider = new Provider(agenda, chance, topology, invariants);
        var brokers = new LinkedHashMap<CellName, Broker>();
        topology.cells().forEach(cell -> brokers.put(cell.name(), new Broker(agenda, chance, topology)));
        brokers.forEach((name, broker) -> cells.add(cell(name, broker, chance, topology)));
        var reality = new Reality();
        var vantages = topology.vantages().stream()
                .map(name -> new Vantage(name, agenda, chance, reality, topology, brokers))
                .toList();
        faults = new Faults(agenda, chance, trace, topology, reality, vantages, cells, provider);
        operators = new Operators(agenda, chance, topology, cells);
        rest = new Rest(topology, cells, provider);
        trace.tell("world", topology.services().toString());
        vantages.forEach(Vantage::start);
        cells.forEach(SimulatedCell::heal);
    }

    private SimulatedCell cell(CellName name, Broker broker, Chance chance, Topology topology) {
        var rules = new DecisionRules(topology, invariants);
        var evidenceRules = new EvidenceRules(topology, invariants);
        return new SimulatedCell(
                name,
                broker,
                new DecisionService(name, agenda, chance, broker, topology, trace, rules, evidenceRules),
                new Actuator(name, agenda, chance, broker, provider, topology, trace));
    }

    /** @throws Violation when something happens that never may */
    static Story run(long seed) {
        return new World(seed).run();
    }

    private Story run() {
        faults.begin();
        operators.begin();
        while (agenda.now() < FAULTS_END) {
            step();
        }
        faults.end();
        agenda.in(LAST_WORDS, operators::goHome);
        comesToRest();
        return new Story(events, trace.hash());
    }

    private void comesToRest() {
        long restless = agenda.now();
        while (agenda.now() < restless + REST) {
            step();
            String objection = rest.objection();
            if (!objection.isEmpty()) {
                restless = agenda.now();
                invariants.require(
                        agenda.now() < FAULTS_END + PATIENCE,
                        "when all faults are over everything comes to rest where the policy wants it",
                        () -> objection);
            }
        }
    }

    private void step() {
        agenda.next();
        events++;
        invariants.check(provider, cells);
    }
}
