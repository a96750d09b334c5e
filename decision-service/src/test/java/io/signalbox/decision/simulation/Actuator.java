package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.dns.Places;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The hands of a cell: one command of a service after the other, each acknowledged once its outcome is stored. A crash
 * loses all but what is already on its way to the provider, and the command is delivered again.
 */
final class Actuator {

    private final String who;
    private final Agenda agenda;
    private final Chance chance;
    private final Broker broker;
    private final Provider provider;
    private final Attempt.Surroundings surroundings;
    private final Deeds deeds;
    private final Followed followed;
    private final Trace trace;
    private final Map<ServiceName, Reader<Command>> readers = new LinkedHashMap<>();
    private final Set<ServiceName> busy = new HashSet<>();
    private final Map<ServiceName, FenceWatch> watches = new HashMap<>();
    private final Map<ServiceName, String> driftTold = new HashMap<>();
    private final Set<Actor> actors;
    /** What each is to the world, whatever it is called by now. */
    private final Map<ServiceName, Service> places = new HashMap<>();

    private boolean alive;
    private int lives;
    private int skew;

    Actuator(
            CellName cell,
            Attempt.Surroundings surroundings,
            Broker broker,
            Deeds deeds,
            Topology topology,
            Trace trace,
            Set<Actor> actors) {
        this.actors = actors;
        this.who = cell + " actuator";
        this.surroundings = surroundings;
        this.agenda = surroundings.agenda();
        this.chance = surroundings.chance();
        this.broker = broker;
        this.provider = surroundings.provider();
        this.deeds = deeds;
        this.followed = new Followed(agenda, topology);
        this.trace = trace;
        topology.services().forEach(this::reads);
        agenda.every(chance.between(0, 999), 1_000, this::watch);
    }

    private void reads(Service described) {
        ServiceName name = described.name();
        Service place = places.computeIfAbsent(name, _ -> place(described));
        readers.computeIfAbsent(
                name,
                _ -> new Reader<>(
                        agenda, chance, broker.commands(name), () -> ready(name), entry -> begin(name, place, entry)));
    }

    private Service place(Service described) {
        return places.values().stream()
                .filter(known -> known.hostname().equals(described.hostname()))
                .findAny()
                .orElse(described);
    }

    private boolean ready(ServiceName service) {
        return alive && broker.up() && !busy.contains(service);
    }

    void start() {
        if (!alive) {
            alive = true;
            lives++;
            skew = chance.between(-2_000, 2_000);
            readers.values().forEach(Reader::rewind);
            wake();
        }
    }

    void crash() {
        if (alive) {
            trace.tell(who, "crashes");
            alive = false;
            busy.clear();
            watches.clear();
            followed.forget();
            driftTold.clear();
        }
    }

    void follow(Topology newer) {
        followed.follow(newer);
        newer.services().forEach(this::reads);
        watches.keySet().removeIf(service -> newer.service(service).isEmpty());
        driftTold.keySet().removeIf(service -> newer.service(service).isEmpty());
    }

    boolean lives() {
        return alive;
    }

    void wake() {
        readers.values().forEach(Reader::wake);
    }

    private boolean begin(ServiceName name, Service place, Log.Entry<Command> entry) {
        busy.add(name);
        int life = lives;
        var process = new Attempt.Process() {
            @Override
            public boolean alive() {
                return alive && life == lives;
            }

            @Override
            public boolean follows(Command command) {
                return followed.knows(command);
            }

            @Override
            public Instant clock() {
                return agenda.instant(skew);
            }
        };
        Attempt.of(entry.value(), place, process, surroundings).run(outcome -> {
            trace.tell(who, () -> "answers " + Words.of(outcome));
            deeds.answered(entry.value(), outcome);
            store(name, outcome, process);
        });
        return true;
    }

    private void store(ServiceName service, StepOutcome outcome, Attempt.Process process) {
        broker.send(broker.outcomes, outcome, () -> {
            if (process.alive()) {
                watch(service).reported(outcome.fenceSeen());
                readers.get(service).commit();
                busy.remove(service);
                readers.get(service).wake();
            }
        });
    }

    /** The fence watch: says what all name servers agree on when that is news. */
    private void watch() {
        if (!alive || !broker.up()) {
            return;
        }
        for (Service service : followed.topology().services()) {
            FenceWatch watch = watch(service.name());
            FenceSighting sighting = chance.in(0.05) ? null : watch.look(service, agenda.instant(skew));
            if (sighting != null) {
                trace.tell(who, () -> "sights " + Words.of(sighting));
                broker.send(broker.outcomes, sighting, () -> {});
            }
            Provider.Zone seen = looksForDrift()
                    ? provider.servers().answered(places.get(service.name()).name())
                    : null;
            if (seen != null && seen.fence() != null && watch.hasTold(seen.fence())) {
                looksForDrift(service, seen.fence(), seen.traffic());
            }
        }
    }

    /** Only where records may differ from what the fence says: each look costs the simulation time. */
    private boolean looksForDrift() {
        return actors.contains(Actor.DRIFT) || actors.contains(Actor.RELOAD);
    }

    /** What the name servers answer beside what the fence says they should; told when that is news. */
    private void looksForDrift(Service service, Fence fence, List<RecordSet> answered) {
        boolean known = service.site(fence.active()).isPresent()
                && (fence.split() == null || service.site(fence.split().to()).isPresent());
        if (!known) {
            return;
        }
        List<RecordSet> expected = fence.split() == null
                ? Records.of(service, fence.active())
                : Records.of(service, fence.active(), fence.split());
        boolean differs = !Fences.weights(answered).equals(Fences.weights(expected));
        String news = fence.epoch() + " " + differs;
        if (news.equals(driftTold.put(service.name(), news))) {
            return;
        }
        var sighting = new DriftSighting(
                Outcome.VERSION,
                service.name(),
                agenda.instant(skew),
                fence.epoch(),
                differs,
                Places.serving(expected).toString(),
                Places.serving(answered).toString(),
                List.copyOf(Places.serving(answered)),
                null);
        trace.tell(
                who, "says that the records of " + service.name() + (differs ? " differ" : " are as they should be"));
        broker.send(broker.outcomes, sighting, () -> {});
    }

    private FenceWatch watch(ServiceName service) {
        return watches.computeIfAbsent(service, name -> new FenceWatch(surroundings, name, places.get(name)));
    }
}
