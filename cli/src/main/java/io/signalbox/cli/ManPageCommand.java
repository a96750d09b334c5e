package io.signalbox.cli;

import io.signalbox.cli.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox man}: the manual page. */
@Command(name = "man", description = "Writes the manual page: signalbox man | man -l -.")
public final class ManPageCommand implements Runnable {

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public ManPageCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        console.out().print(ManPage.of(spec.root()));
    }
}
