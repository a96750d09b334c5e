package io.signalbox.sandbox.world;

import io.signalbox.sandbox.process.ServiceProcess;
import java.util.Optional;

/**
 * One place from which sites are checked.
 *
 * @param sourceAddress the loopback source address of the prober's connections
 * @param prober empty when this world runs no prober here
 */
public record Vantage(String name, String sourceAddress, Optional<ServiceProcess> prober) {

    /** @throws IllegalStateException when this world runs no prober here */
    public ServiceProcess process() {
        return prober.orElseThrow(() -> new IllegalStateException("this world has no prober at " + name));
    }
}
