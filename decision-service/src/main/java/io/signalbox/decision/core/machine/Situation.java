package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import io.signalbox.contract.topology.FenceSize;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service's machine takes as given.
 *
 * @param digest of the topology that {@code service} is from
 * @param shared whether there are other cells, which must hear of what is ordered in this one
 * @param serviceDigest what commands of {@code service} depend on, as {@link Service#routingDigest} says
 * @param roomForHolds how long that which a fence says of orders may become
 * @param former the service as it was described before its last change since this process began; null for none
 */
record Situation(
        Service service,
        CellName cell,
        String digest,
        boolean shared,
        String serviceDigest,
        int roomForHolds,
        @Nullable Service former) {

    Situation(Service service, CellName cell, String digest, boolean shared) {
        this(service, cell, digest, shared, null);
    }

    /** @param before null where the service is new */
    static Situation of(Service service, Topology topology, CellName cell, @Nullable Seat before) {
        boolean shared = topology.cells().size() > 1;
        return new Situation(service, cell, topology.digest(), shared, before == null ? null : former(service, before));
    }

    private static @Nullable Service former(Service service, Seat before) {
        Situation situation = before.machine().situation();
        return situation.serviceDigest.equals(service.routingDigest()) ? situation.former : situation.service;
    }

    private Situation(Service service, CellName cell, String digest, boolean shared, @Nullable Service former) {
        this(
                service,
                cell,
                digest,
                shared,
                service.routingDigest(),
                FenceSize.of(service, List.of(cell)).roomForHolds(),
                former);
    }
}
