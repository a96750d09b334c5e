package io.signalbox.probe.access;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings {@code signalbox.tokens} and {@code signalbox.open-paths}. */
public record AccessSettings(Optional<Path> tokens, List<String> openPaths) {

    public AccessSettings {
        openPaths = List.copyOf(openPaths);
    }
}
