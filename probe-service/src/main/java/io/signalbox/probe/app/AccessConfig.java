package io.signalbox.probe.app;

import io.signalbox.probe.access.AccessSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives package {@code access} its part of the configuration. */
@Singleton
class AccessConfig {

    @Produces
    @Singleton
    AccessSettings access(ProbeSettings settings) {
        return new AccessSettings(settings.tokens(), settings.openPaths().orElse(List.of()));
    }
}
