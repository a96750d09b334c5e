package io.signalbox.cli.context;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.cli.console.Output;
import io.signalbox.cli.console.Table;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code signalbox context}: the cells that a person works with. */
@Command(
        name = "context",
        description = "The cells that you work with.",
        subcommands = {ContextCommand.All.class, ContextCommand.Use.class})
public final class ContextCommand {

    /** {@code signalbox context list}. */
    @Command(name = "list", description = "Lists the contexts of the file; * marks the current one.")
    public static final class All implements Callable<Integer> {

        private final Console console;

        @Mixin
        private final Output output = new Output();

        public All(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            ContextFile.Contexts contexts = ContextFile.of(console).read();
            if (output.isJson()) {
                var list = JsonNodeFactory.instance.arrayNode();
                contexts.byName().values().forEach(context -> list.addObject()
                        .put("name", context.name())
                        .put("url", context.url().toString())
                        .put("current", context.name().equals(contexts.current())));
                Output.print(console, list);
                return ExitCode.DONE;
            }
            var table = new Table("", "NAME", "URL", "TOKEN FROM");
            contexts.byName()
                    .values()
                    .forEach(context -> table.row(
                            context.name().equals(contexts.current()) ? "*" : "",
                            context.name(),
                            context.url().toString(),
                            token(context)));
            table.print(console);
            return ExitCode.DONE;
        }

        private static String token(Context context) {
            return context.tokenFile() == null
                    ? Objects.requireNonNullElse(context.tokenVariable(), "-")
                    : context.tokenFile().toString();
        }
    }

    /** {@code signalbox context use}. */
    @Command(name = "use", description = "Makes a context the current one.")
    public static final class Use implements Callable<Integer> {

        private final Console console;

        @Parameters(paramLabel = "NAME", description = "The context.")
        private String name = "";

        public Use(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            ContextFile.of(console).use(name);
            console.line("now talking to " + name);
            return ExitCode.DONE;
        }
    }
}
