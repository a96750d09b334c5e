package io.signalbox.sandbox;

import io.signalbox.sandbox.process.ServiceProcess;
import java.util.Optional;

/**
 * Where sites are checked from.
 *
 * @param sourceAddress the loopback address that its prober's connections come from
 * @param prober empty where this world does without it
 */
public record Vantage(String name, String sourceAddress, Optional<ServiceProcess> prober) {

    /** @throws IllegalStateException in a world without it */
    public ServiceProcess process() {
        return prober.orElseThrow(() -> new IllegalStateException("this world has no prober at " + name));
    }
}
