package io.signalbox.actuator.core;

import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.util.Optional;
import java.util.function.Supplier;

/** The signals beside fence records, by the topology in force. */
public record Signals(Supplier<Topology> topology, SignalStore store) {

    public Optional<SignalObject> beside(String record) {
        return topology.get().services().stream()
                .filter(service -> service.dns().signal() != null)
                .filter(service -> Fence.recordName(service.hostname()).equals(record))
                .map(Service::dns)
                .map(dns -> Optional.ofNullable(dns.signal()))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
