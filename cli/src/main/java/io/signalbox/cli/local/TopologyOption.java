package io.signalbox.cli.local;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --file}. */
public final class TopologyOption {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The topology (default: SIGNALBOX_TOPOLOGY).")
    private @Nullable Path file;

    /** @throws CommandFailedException naming every problem of the file */
    public Topology read(Console console) {
        try {
            return TopologySource.open(Optional.of(path(console)), console.environment())
                    .current();
        } catch (InvalidTopologyException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, String.valueOf(e.getMessage()).lines().toList());
        }
    }

    public String name(Console console) {
        return path(console).toString();
    }

    Path path(Console console) {
        return Optional.ofNullable(file)
                .or(() -> console.variable("SIGNALBOX_TOPOLOGY").map(Path::of))
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.USAGE, "--file: expected a topology, or SIGNALBOX_TOPOLOGY, found neither"));
    }
}
