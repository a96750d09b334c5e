package io.signalbox.cli.local;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code signalbox topology}: what a file says. */
@Command(
        name = "topology",
        description = "Checks and compares topology files.",
        subcommands = {TopologyCommand.Check.class, TopologyCommand.Diff.class})
public final class TopologyCommand {

    /** {@code signalbox topology check}. */
    @Command(name = "check", description = "Says what is wrong with a topology, and what each loss leads to.")
    public static final class Check implements Callable<Integer> {

        private final Console console;

        @Parameters(paramLabel = "FILE", description = "The topology.")
        private String file = "";

        public Check(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return Delegated.decision(console, List.of("check", file));
        }
    }

    /** {@code signalbox topology diff}. */
    @Command(
            name = "diff",
            description = "Says what is different in another topology: exit code 0 nothing, 1 something, 2 a file is"
                    + " wrong.")
    public static final class Diff implements Callable<Integer> {

        private final Console console;

        @Parameters(index = "0", paramLabel = "OLD", description = "The topology in force.")
        private Path before = Path.of("");

        @Parameters(index = "1", paramLabel = "NEW", description = "The other topology.")
        private Path after = Path.of("");

        public Diff(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            List<String> lines = new TopologyDiff(read(before), read(after)).lines();
            lines.forEach(console::line);
            return lines.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
        }

        private Topology read(Path file) {
            try {
                return TopologySource.open(Optional.of(file), console.environment())
                        .current();
            } catch (InvalidTopologyException e) {
                throw new CommandFailedException(
                        ExitCode.USAGE, String.valueOf(e.getMessage()).lines().toList());
            }
        }
    }
}
