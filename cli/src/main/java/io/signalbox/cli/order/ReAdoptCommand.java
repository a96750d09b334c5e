package io.signalbox.cli.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.cli.console.Console;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox re-adopt}: replaces a lost fence. */
@Command(
        name = "re-adopt",
        description = "Replaces a fence that was lost, rolled back or overwritten; no traffic moves.")
public final class ReAdoptCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Ordering ordering = new Ordering();

    @Parameters(paramLabel = "SERVICE", description = "The service.")
    private String service = "";

    @Option(
            names = "--epoch",
            paramLabel = "NUMBER",
            description = "The epoch of the fence that was found, if it is right and is to be adopted as it is.")
    private @Nullable Long epoch;

    public ReAdoptCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode body = ordering.body();
        if (epoch != null) {
            body.put("epoch", epoch);
        }
        return ordering.send(console, service, "re-adopt", body);
    }
}
