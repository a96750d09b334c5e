package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import io.signalbox.contract.topology.FenceSize;
import io.signalbox.contract.topology.Service;
import java.util.List;

/**
 * What a service's machine takes as given.
 *
 * @param digest of the topology that {@code service} is from
 * @param shared whether there are other cells, which must hear of what is ordered in this one
 * @param serviceDigest what commands of {@code service} depend on, as {@link Service#routingDigest} says
 * @param roomForHolds how long that which a fence says of orders may become
 */
record Situation(
        Service service, CellName cell, String digest, boolean shared, String serviceDigest, int roomForHolds) {

    Situation(Service service, CellName cell, String digest, boolean shared) {
        this(
                service,
                cell,
                digest,
                shared,
                service.routingDigest(),
                FenceSize.of(service, List.of(cell)).roomForHolds());
    }
}
