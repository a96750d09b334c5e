package io.signalbox.bench;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Files that a measurement writes or reads. Each error ends it. */
public final class BenchFiles {

    private BenchFiles() {}

    public static Path write(Path file, CharSequence text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    public static Topology topology(Path file) {
        try {
            return TopologySource.open(Optional.of(file), Map.of()).current();
        } catch (InvalidTopologyException e) {
            throw new IllegalStateException(e);
        }
    }
}
