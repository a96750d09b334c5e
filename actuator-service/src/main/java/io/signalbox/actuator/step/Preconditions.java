package io.signalbox.actuator.step;

import io.signalbox.actuator.core.FormerServices;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The conditions for an attempt to begin a change; they do not apply to a change that was made already. */
public final class Preconditions {

    private final Supplier<Topology> topology;
    private final FormerServices former;
    private final InstantSource clock;

    public Preconditions(Supplier<Topology> topology, FormerServices former, InstantSource clock) {
        this.topology = topology;
        this.former = former;
        this.clock = clock;
    }

    /**
     * The description of the command's service that its plan was made with; empty if unknown here. A command of a
     * version without descriptions is compared with the whole topology.
     */
    Optional<Service> service(Command command) {
        Topology current = topology.get();
        Optional<Service> inForce = current.service(command.service());
        String digest = command.serviceDigest();
        if (digest == null) {
            return command.topologyDigest().equals(current.digest()) ? inForce : Optional.empty();
        }
        return inForce.flatMap(now -> now.routingDigest().equals(digest)
                ? inForce
                : former.of(command.service(), digest).filter(before -> isKeptAlike(before.dns(), now.dns())));
    }

    /**
     * The descriptions with which a current plan may have been made: the one in force, then earlier ones that are kept.
     */
    List<Service> descriptions(Command command) {
        Optional<Service> inForce = topology.get().service(command.service());
        return inForce.stream()
                .flatMap(now -> Stream.concat(
                        inForce.stream(),
                        former.all(command.service()).stream().filter(before -> isKeptAlike(before.dns(), now.dns()))))
                .toList();
    }

    /**
     * The zone's provider is that of the topology in force: a command for another provider cannot be executed any more.
     */
    private static boolean isKeptAlike(Dns before, Dns now) {
        return before.zone().equals(now.zone())
                && before.provider() == now.provider()
                && Objects.equals(before.primary(), now.primary());
    }

    Optional<Refused> objection(Command command) {
        Optional<Refused> mismatch = mismatch(command);
        if (mismatch.isEmpty() && !clock.instant().isBefore(command.deadline())) {
            return Optional.of(new Refused(Refusal.EXPIRED, "the attempt's deadline was " + command.deadline()));
        }
        return mismatch;
    }

    /** Present if the description that the command was made with is unknown here. */
    Optional<Refused> mismatch(Command command) {
        Topology current = topology.get();
        if (command.serviceDigest() == null) {
            return command.topologyDigest().equals(current.digest())
                    ? Optional.empty()
                    : Optional.of(new Refused(
                            Refusal.TOPOLOGY_MISMATCH,
                            "decided on topology " + command.topologyDigest() + ", this actuator follows "
                                    + current.digest()));
        }
        return service(command).isPresent()
                ? Optional.empty()
                : Optional.of(new Refused(Refusal.TOPOLOGY_MISMATCH, unknown(command, current)));
    }

    private static String unknown(Command command, Topology current) {
        return "decided on " + command.service() + " as of " + command.serviceDigest() + ", this actuator "
                + current.service(command.service())
                        .map(now -> "follows " + now.routingDigest() + ", and knows of no such description before")
                        .orElse("follows a topology without it");
    }
}
