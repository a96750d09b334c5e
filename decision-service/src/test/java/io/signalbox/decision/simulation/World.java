package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
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

    /** Until nobody's earlier order is on its way any more. */
    private static final long LAST_WORDS = 9_000;

    private static final long PATIENCE = 400_000;
    private static final long TOO_MANY = 2_000_000;

    /** Peace must last this long, so that a world that only passes through it is not taken for one at rest. */
    private static final long REST = 10_000;

    private final Agenda agenda = new Agenda();
    private final Trace trace = new Trace(agenda);
    private final Cast cast;
    private final Reality reality;
    private final Oracle oracle;
    private final Liveness liveness;
    private final Tally tally = new Tally();
    private final Capacity capacity = new Capacity();
    private final Deeds deeds = new Deeds();
    private final Topology topology;
    private final Invariants invariants;
    private final Provider provider;
    private final List<SimulatedCell> cells = new ArrayList<>();
    private final List<Vantage> vantages = new ArrayList<>();
    private final Faults faults;
    private final Operators operators;
    private final Expectations expectations;
    private final Rest rest;
    private long events;

    /** @param hash equal for equal stories */
    record Story(long events, long hash, Tally tally) {}

    private World(Cast cast) {
        this.cast = cast;
        var chance = new Chance(cast.seed());
        topology = Setting.topology(chance, cast);
        reality = new Reality(agenda, topology);
        invariants = new Invariants(cast, topology, agenda, trace, deeds, tally);
        var orders = new OrderBook(
                agenda,
                topology,
                invariants.really(),
                new OrderAnswers(agenda, topology.cells().size(), tally));
        tally.count("worlds of " + topology.cells().size() + " cells");
        oracle = new Oracle(agenda, topology, reality, vantages, invariants.really(), orders, capacity, tally);
        provider = new Provider(agenda, chance, topology, watcher());
        var surroundings = new Attempt.Surroundings(agenda, chance, provider, capacity, oracle, tally);
        var brokers = new LinkedHashMap<CellName, Broker>();
        topology.cells().forEach(cell -> brokers.put(cell.name(), new Broker(agenda, chance)));
        brokers.forEach((name, broker) -> cells.add(cell(name, broker, surroundings)));
        topology.vantages()
                .forEach(name -> vantages.add(new Vantage(name, agenda, chance, reality, topology, brokers)));
        faults = new Faults(
                agenda,
                Chance.of(cast.seed(), "faults"),
                trace,
                topology,
                reality,
                vantages,
                cells,
                provider,
                cast.spared());
        operators = new Operators(agenda, chance, topology, cells, provider, oracle);
        expectations = new Expectations(operators.attended());
        rest = new Rest(topology, cells, provider, capacity, expectations);
        liveness = new Liveness(agenda, topology, reality, provider, cells, oracle, invariants.really(), tally);
        vantages.forEach(Vantage::start);
        cells.forEach(SimulatedCell::heal);
        agenda.every(500, 500, liveness::look);
    }

    private Provider.Watcher watcher() {
        return new Provider.Watcher() {
            @Override
            public void changed(
                    Service service, Provider.Zone before, Provider.Zone after, Command by, boolean overwrites) {
                oracle.taken(service, before, after, by);
                if (overwrites) {
                    oracle.overwritten(service, after.fence(), by);
                }
                invariants.changed(service, before, after, by);
            }

            @Override
            public void lowered(Service service, Provider.Zone before, Provider.Zone after) {
                oracle.lowered(service, before, after);
            }

            @Override
            public void lost(Service service, Provider.Zone now) {
                oracle.lost(service, now);
            }
        };
    }

    private SimulatedCell cell(CellName name, Broker broker, Attempt.Surroundings surroundings) {
        var rules = new DecisionRules(topology, invariants, deeds, capacity, tally);
        var evidenceRules = new EvidenceRules(topology, invariants, entry -> oracle.read(name, entry));
        return new SimulatedCell(
                name,
                broker,
                new DecisionService(
                        name,
                        agenda,
                        surroundings.chance(),
                        broker,
                        topology,
                        trace,
                        rules,
                        evidenceRules,
                        oracle,
                        cast.hosted()),
                new Actuator(name, surroundings, broker, deeds, topology, trace, cast.actors()));
    }

    /** @throws Violation when something happens that never may */
    static Story run(long seed) {
        return run(Cast.asked(seed));
    }

    /** @throws Violation when something happens that never may */
    static Story run(Cast cast) {
        var world = new World(cast);
        try {
            return world.run();
        } catch (RuntimeException e) {
            throw new Violation(cast, "nothing throws", e.toString(), Words.of(world.topology), world.trace, e);
        }
    }

    private Story run() {
        faults.begin();
        if (cast.persons()) {
            operators.begin();
        }
        while (agenda.now() < cast.faults()) {
            step();
        }
        faults.end();
        agenda.in(LAST_WORDS, operators::goHome);
        comesToRest("after all faults everything comes to rest where the policy wants it", expectations::isHome);
        for (Actor actor : Actor.values()) {
            if (cast.has(actor)) {
                play(actor);
                comesToRest("after an act everything comes to rest where the policy wants it", expectations::isHome);
            }
        }
        liveness.persons(true);
        Map<ServiceName, SiteName> broken = breakActiveSites();
        comesToRest(
                "when nothing but the active site fails, traffic moves to the next one",
                (service, active) -> expectations.isNext(service, active, broken));
        trace.tell("world", "all sites work again");
        reality.allWork();
        comesToRest("after a failover everything comes to rest where the policy wants it", expectations::isHome);
        for (long end = agenda.now() + PATIENCE;
                agenda.now() < end && oracle.orders().isVisiting(); ) {
            step();
        }
        oracle.orders().ends();
        return new Story(events, trace.hash(), tally);
    }

    /** What it does ends with it; its traces are looked after by persons. */
    private void play(Actor actor) {
        tally.count("seeds " + actor.label());
        if (actor.rough()) {
            invariants.onlyWhatIsReal();
        }
        if (actor == Actor.CLOCKS) {
            oracle.clocksAreWrong();
        }
        operators.away(true);
        liveness.persons(true);
        var chance = Chance.of(cast.seed(), actor.label());
        actor.act()
                .play(new Stage(
                        chance,
                        agenda,
                        this::step,
                        trace,
                        tally,
                        topology,
                        reality,
                        provider,
                        cells,
                        vantages,
                        operators,
                        oracle.orders().answers(),
                        invariants.really(),
                        actor.label()));
        while (liveness.owes()) {
            step();
        }
        faults.mend();
        liveness.persons(false);
        operators.away(false);
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
            String objection = invariants.judged() ? rest.objection(belongs) : rest.outside(belongs);
            if (!objection.isEmpty()) {
                restless = agenda.now();
                invariants.really().require(restless < began + PATIENCE, invariant, () -> objection + rest.known());
            }
        }
    }

    private void step() {
        agenda.next();
        events++;
        invariants.really().require(events < TOO_MANY, "nothing spins", () -> events + " events");
        invariants.check(provider, cells);
    }
}
