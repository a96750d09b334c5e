package io.signalbox.decision.rest;

import io.signalbox.contract.name.ServiceName;
import java.util.Optional;

/** Which instance counts a service's observations. */
public interface Counting {

    /** @return {@code host:port}; empty while nobody does, or that is not known */
    Optional<String> address(ServiceName service);

    boolean isHere(String address);
}
