package io.signalbox.cli.local;

import io.signalbox.cli.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox bootstrap}: names at their DNS provider. The exit codes are those of docs/bootstrap.md. */
@Command(
        name = "bootstrap",
        description = "Creates names at their DNS provider, and gives them back.",
        subcommands = {
            NamesCommand.Plan.class,
            NamesCommand.Apply.class,
            NamesCommand.Import.class,
            NamesCommand.Destroy.class,
            NamesCommand.Verify.class
        })
public final class NamesCommand {

    /** {@code signalbox bootstrap plan}. */
    @Command(
            name = "plan",
            description =
                    "Shows what the names of a topology lack, and changes nothing: exit code 0 nothing, 2 something.")
    public static final class Plan implements Callable<Integer> {

        private final Console console;

        @Parameters(paramLabel = "FILE", description = "The topology.")
        private String file = "";

        @Option(names = "--first", description = "No service knows these names yet.")
        private boolean first;

        public Plan(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return Delegated.bootstrap(console, Delegated.with(List.of("plan", file), first, "--first"));
        }
    }

    /** {@code signalbox bootstrap apply}. */
    @Command(name = "apply", description = "Brings about what plan shows.")
    public static final class Apply implements Callable<Integer> {

        private final Console console;

        @Parameters(paramLabel = "FILE", description = "The topology.")
        private String file = "";

        @Option(names = "--first", description = "No service knows these names yet.")
        private boolean first;

        public Apply(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return Delegated.bootstrap(console, Delegated.with(List.of("apply", file), first, "--first"));
        }
    }

    /** {@code signalbox bootstrap import}. */
    @Command(name = "import", description = "Writes a topology for names of a zone of Route 53, and changes nothing.")
    public static final class Import implements Callable<Integer> {

        private final Console console;

        @Parameters(index = "0", paramLabel = "ZONE", description = "The name or the id of the zone.")
        private String zone = "";

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME", description = "Host names in it.")
        private List<String> names = List.of();

        public Import(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            var all = new ArrayList<>(List.of("import", zone));
            all.addAll(names);
            return Delegated.bootstrap(console, all);
        }
    }

    /** {@code signalbox bootstrap destroy}. */
    @Command(name = "destroy", description = "Gives the names of a topology back to hand: no fence, the same answers.")
    public static final class Destroy implements Callable<Integer> {

        private final Console console;

        @Parameters(paramLabel = "FILE", description = "The topology.")
        private String file = "";

        @Option(
                names = {"-y", "--yes"},
                description = "Do it; without it, the command shows what it would do.")
        private boolean yes;

        public Destroy(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return Delegated.bootstrap(console, Delegated.with(List.of("destroy", file), yes, "--yes"));
        }
    }

    /** {@code signalbox bootstrap verify}. */
    @Command(
            name = "verify",
            description = "Shows on a throw-away zone of a real account whether AWS behaves as relied on.")
    public static final class Verify implements Callable<Integer> {

        private final Console console;

        @Parameters(index = "0", paramLabel = "ZONE", description = "The throw-away zone.")
        private String zone = "";

        @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "A topology whose steps are tried.")
        private @Nullable String file;

        @Option(
                names = {"-y", "--yes"},
                description = "Do it; without it, the command says what it would do.")
        private boolean yes;

        @Option(names = "--quick", description = "5 rounds of the race instead of 100.")
        private boolean quick;

        @Option(names = "--clean", description = "Only take away what an earlier run has left.")
        private boolean clean;

        public Verify(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            List<String> words = file == null ? List.of("verify", zone) : List.of("verify", zone, file);
            words = Delegated.with(Delegated.with(words, yes, "--yes"), quick, "--quick");
            return Delegated.verify(console, Delegated.with(words, clean, "--clean"));
        }
    }
}
