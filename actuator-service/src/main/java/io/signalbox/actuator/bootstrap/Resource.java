package io.signalbox.actuator.bootstrap;

import io.signalbox.contract.topology.Service;

/** Something that services have at a provider and that is made from the topology. Each is brought about by itself. */
public interface Resource {

    /** Whether a service has anything of it. */
    default boolean concerns(Service service) {
        return true;
    }

    /** What is missing to what the topology wants. Looks, and changes nothing. */
    ResourceFinding wanted(Service service);

    /** What is missing to a service that Signalbox has nothing to do with any more. Looks, and changes nothing. */
    ResourceFinding withdrawn(Service service);
}
