package io.signalbox.cli.order;

import io.signalbox.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code signalbox cancel}: ends a plan. */
@Command(name = "cancel", description = "Ends the plan under way and puts back what it did.")
public final class CancelCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Ordering ordering = new Ordering();

    @Parameters(paramLabel = "SERVICE", description = "The service.")
    private String service = "";

    public CancelCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        return ordering.send(console, service, "cancel", ordering.body());
    }
}
