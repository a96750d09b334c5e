package io.signalbox.decision.core.transition;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.rules.FenceSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The given inputs of a service's state machine.
 *
 * @param digest digest of the topology that contains {@code service}
 * @param shared whether there are other cells, to which this cell's orders must be written
 * @param serviceDigest digest that commands of {@code service} depend on, see {@link Service#routingDigest}
 * @param roomForHolds longest text of holds that fits into a fence, in characters
 * @param former the service before its last change since this process started; null for none
 */
public record ServiceContext(
        Service service,
        CellName cell,
        String digest,
        boolean shared,
        String serviceDigest,
        int roomForHolds,
        @Nullable Service former) {

    /** Why an order applies in this cell only. */
    private static final String LOCAL = "in this cell only: in mode advise no fence is written";

    public ServiceContext(Service service, CellName cell, String digest, boolean shared) {
        this(service, cell, digest, shared, null);
    }

    /** @param before the previous context of the same service; null for a new service */
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

    /** True if the policy only gives advice: nothing is written to the provider. */
    public boolean advises() {
        return advises(service);
    }

    /** True if the policy of a service only gives advice. */
    public static boolean advises(Service service) {
        return service.policy().mode() == Policy.Mode.ADVISE;
    }

    /** Why an order applies in this cell only; empty when the fence carries it to the other cells. */
    public String localOnly() {
        return shared && advises() ? LOCAL : "";
    }
}
