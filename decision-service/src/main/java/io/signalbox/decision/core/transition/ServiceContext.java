package io.signalbox.decision.core.transition;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.rules.FenceSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is given to a service's decisions: its description, its cell and the topology.
 *
 * @param digest of the topology that {@code service} is from
 * @param shared whether there are other cells, which must hear of what is ordered in this one
 * @param serviceDigest what commands of {@code service} depend on, as {@link Service#routingDigest} says
 * @param roomForHolds how long that which a fence says of orders may become
 * @param former the service as it was described before its last change since this process began; null for none
 */
public record ServiceContext(
        Service service,
        CellName cell,
        String digest,
        boolean shared,
        String serviceDigest,
        int roomForHolds,
        @Nullable Service former) {

    /** Why an order stays in this cell. */
    private static final String LOCAL = "in this cell only: in mode advise no fence is written";

    public ServiceContext(Service service, CellName cell, String digest, boolean shared) {
        this(service, cell, digest, shared, null);
    }

    /** @param before the situation of the same service until now; null when the service is new */
    public static ServiceContext of(
            Service service, Topology topology, CellName cell, @Nullable ServiceContext before) {
        boolean shared = topology.cells().size() > 1;
        return new ServiceContext(
                service, cell, topology.digest(), shared, before == null ? null : before.former(service));
    }

    private @Nullable Service former(Service next) {
        return serviceDigest.equals(next.routingDigest()) ? former : service;
    }

    private ServiceContext(Service service, CellName cell, String digest, boolean shared, @Nullable Service former) {
        this(
                service,
                cell,
                digest,
                shared,
                service.routingDigest(),
                FenceSize.of(service, List.of(cell)).roomForHolds(),
                former);
    }

    /** Whether the policy only gives advice: nothing is written at the provider. */
    public boolean advises() {
        return advises(service);
    }

    /** Whether the policy of a service only gives advice. */
    public static boolean advises(Service service) {
        return service.policy().mode() == Policy.Mode.ADVISE;
    }

    /** Why an order stays in this cell; empty when the fence tells the other cells of it. */
    public String localOnly() {
        return shared && advises() ? LOCAL : "";
    }
}
