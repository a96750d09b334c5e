package io.signalbox.actuator.core;

import io.signalbox.contract.step.Through;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reaches a service through its name, as clients do. */
public interface NameProbe {

    /**
     * Tries the places in turn; one success is enough.
     *
     * @param hostname the TLS server name and Host
     * @param places address literals, or names for the system's resolver
     * @param limit for all of it
     * @return why none works, for a person; empty when one does
     */
    Optional<String> objection(String hostname, List<String> places, Through through, Duration limit);
}
