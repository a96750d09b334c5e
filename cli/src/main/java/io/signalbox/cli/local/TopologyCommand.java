package io.signalbox.cli.local;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.environment.TopologyText;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.contract.topology.yaml.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code signalbox topology}: shows the content of a topology file. */
@Command(
        name = "topology",
        description = "Checks, explains, compares and renders topology files.",
        subcommands = {
            TopologyCommand.Check.class,
            TopologyCommand.Explain.class,
            TopologyCommand.Diff.class,
            TopologyCommand.Render.class
        })
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

    /** {@code signalbox topology explain}. */
    @Command(
            name = "explain",
            description = "Says in sentences who gets a service's traffic, when it moves, how, and back.")
    public static final class Explain implements Callable<Integer> {

        private final Console console;

        @Parameters(index = "0", paramLabel = "FILE", description = "The topology.")
        private Path file = Path.of("");

        @Parameters(index = "1", paramLabel = "SERVICE", arity = "0..1", description = "A service; without it, each.")
        private @Nullable String service;

        public Explain(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Topology topology = read(console, file);
            List<Service> chosen = topology.services().stream()
                    .filter(each -> service == null || each.name().value().equals(service))
                    .toList();
            if (chosen.isEmpty()) {
                throw new CommandFailedException(
                        ExitCode.USAGE,
                        List.of("SERVICE: " + service + ": expected a service of " + file + ": "
                                + topology.services().stream()
                                        .map(Service::name)
                                        .toList()));
            }
            for (int i = 0; i < chosen.size(); i++) {
                if (i > 0) {
                    console.line("");
                }
                new ServiceExplanation(topology, chosen.get(i)).lines().forEach(console::line);
            }
            return ExitCode.DONE;
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
            List<String> lines = new TopologyDiff(read(console, before), read(console, after)).lines();
            lines.forEach(console::line);
            return lines.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
        }
    }

    /** {@code signalbox topology render}. */
    @Command(
            name = "render",
            description = "Writes the topology of an environment: its base with its values and changes, as one file.")
    public static final class Render implements Callable<Integer> {

        private final Console console;

        @Parameters(paramLabel = "FILE", description = "The file of an environment.")
        private Path file = Path.of("");

        public Render(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Topology _ = read(console, file);
            try {
                TopologyText.read(file, new Findings()).rendered().lines().forEach(console::line);
            } catch (IOException e) {
                throw new CommandFailedException(ExitCode.USAGE, List.of(file + ": cannot be read: " + e));
            }
            return ExitCode.DONE;
        }
    }

    private static Topology read(Console console, Path file) {
        try {
            return TopologySource.open(Optional.of(file), console.environment()).current();
        } catch (InvalidTopologyException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, String.valueOf(e.getMessage()).lines().toList());
        }
    }
}
