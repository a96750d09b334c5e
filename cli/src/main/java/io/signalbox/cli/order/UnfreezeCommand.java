package io.signalbox.cli.order;

import io.signalbox.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signalbox unfreeze}: ends a freeze. */
@Command(name = "unfreeze", description = "Ends the freeze of a service, or of all services.", aliases = "thaw")
public final class UnfreezeCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Ordering ordering = new Ordering();

    @Mixin
    private final Scope scope = new Scope();

    public UnfreezeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        return ordering.send(console, scope.service(), "thaw", ordering.body());
    }
}
