package io.signalbox.actuator.step;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** What must hold before an attempt may begin any change; it says nothing against one that has already happened. */
public final class Preconditions {

    private final Supplier<Topology> topology;
    private final InstantSource clock;

    /** @param topology the one in force here, now */
    public Preconditions(Supplier<Topology> topology, InstantSource clock) {
        this.topology = topology;
        this.clock = clock;
    }

    /** The command's service as the decision knew it; empty when another topology is in force here. */
    Optional<Service> service(Command command) {
        Topology current = topology.get();
        return command.topologyDigest().equals(current.digest())
                ? current.service(command.service())
                : Optional.empty();
    }

    Optional<Refused> objection(Command command) {
        String digest = topology.get().digest();
        if (!command.topologyDigest().equals(digest)) {
            return Optional.of(new Refused(
                    Refusal.TOPOLOGY_MISMATCH,
                    "decided on topology " + command.topologyDigest() + ", this actuator follows " + digest));
        }
        if (!clock.instant().isBefore(command.deadline())) {
            return Optional.of(new Refused(Refusal.EXPIRED, "the attempt's deadline was " + command.deadline()));
        }
        return Optional.empty();
    }
}
