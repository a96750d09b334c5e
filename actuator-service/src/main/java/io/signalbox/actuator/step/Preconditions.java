package io.signalbox.actuator.step;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** What must hold before an attempt may begin any change; it says nothing against one that has already happened. */
public final class Preconditions {

    private final Supplier<String> topologyDigest;
    private final InstantSource clock;

    /** @param topologyDigest of the topology in force here, now */
    public Preconditions(Supplier<String> topologyDigest, InstantSource clock) {
        this.topologyDigest = topologyDigest;
        this.clock = clock;
    }

    Optional<Refused> objection(Command command) {
        String digest = topologyDigest.get();
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
