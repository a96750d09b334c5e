package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** The topology that an actuator follows, and for as long as plans may take the descriptions of services before it. */
final class Followed {

    private final Agenda agenda;
    /** Until when each is kept, by digest. */
    private final Map<String, Long> former = new HashMap<>();

    /** A service is the same object for as long as its topology. */
    private final Map<Service, String> digests = new IdentityHashMap<>();

    private Topology topology;

    Followed(Agenda agenda, Topology topology) {
        this.agenda = agenda;
        this.topology = topology;
    }

    Topology topology() {
        return topology;
    }

    void follow(Topology newer) {
        for (Service service : topology.services()) {
            former.put(
                    service.routingDigest(),
                    agenda.now() + service.policy().planDeadline().toMillis());
        }
        topology = newer;
    }

    /** The process is another one. */
    void forget() {
        former.clear();
    }

    boolean knows(Command command) {
        String digest = command.serviceDigest();
        return topology.service(command.service())
                .filter(now ->
                        digests.computeIfAbsent(now, Service::routingDigest).equals(digest)
                                || agenda.now() < former.getOrDefault(digest, 0L))
                .isPresent();
    }
}
