package io.signalbox.decision.rest;

import io.signalbox.contract.name.ServiceName;
import java.util.Optional;

/** Finds the instance that counts a service's observations. */
public interface InstanceLocator {

    /** @return {@code host:port}; empty while no instance counts them, or while it is unknown */
    Optional<String> address(ServiceName service);

    boolean isHere(String address);
}
