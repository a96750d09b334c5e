package io.signalbox.cli;

import io.signalbox.cli.console.Console;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox completion}: a script for the shell. */
@Command(
        name = "completion",
        description = "Writes a script with which bash and zsh complete commands: source <(signalbox completion).")
public final class CompletionCommand implements Runnable {

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        console.out().print(AutoComplete.bash("signalbox", spec.root().commandLine()));
    }
}
