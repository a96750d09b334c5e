package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import io.signalbox.contract.topology.Service;

/**
 * What a service's machine takes as given.
 *
 * @param digest of the topology that {@code service} is from
 * @param shared whether there are other cells, which must hear of what is ordered in this one
 * @param serviceDigest what commands of {@code service} depend on, as {@link Service#routingDigest} says
 */
record Situation(Service service, CellName cell, String digest, boolean shared, String serviceDigest) {

    Situation(Service service, CellName cell, String digest, boolean shared) {
        this(service, cell, digest, shared, service.routingDigest());
    }
}
