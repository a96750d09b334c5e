package io.signalbox.actuator.bootstrap;

import io.signalbox.contract.topology.Service;

/** Something of a service at a provider that is created from the topology, one by one. */
public interface Resource {

    /** True if a service has anything of it. */
    default boolean concerns(Service service) {
        return true;
    }

    /** The difference from the topology. Changes nothing. */
    ResourceFinding wanted(Service service);

    /** The difference from a service without Signalbox. Changes nothing. */
    ResourceFinding withdrawn(Service service);
}
