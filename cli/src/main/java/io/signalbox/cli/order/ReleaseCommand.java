package io.signalbox.cli.order;

import io.signalbox.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code signalbox release}: ends an override. */
@Command(name = "release", description = "Ends the override of a service.")
public final class ReleaseCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Ordering ordering = new Ordering();

    @Parameters(paramLabel = "SERVICE", description = "The service.")
    private String service = "";

    public ReleaseCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        return ordering.send(console, service, "release", ordering.body());
    }
}
