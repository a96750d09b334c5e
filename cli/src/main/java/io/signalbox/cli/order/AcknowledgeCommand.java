package io.signalbox.cli.order;

import io.signalbox.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox acknowledge}: a person has looked. */
@Command(
        name = "acknowledge",
        description = "Says that a person has looked: automation goes on from the present state.")
public final class AcknowledgeCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Ordering ordering = new Ordering();

    @Mixin
    private final Scope scope = new Scope();

    @Option(names = "--reseeded", description = "Every site whose data is stale has been seeded again.")
    private boolean reseeded;

    public AcknowledgeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        return ordering.send(
                console,
                scope.service(),
                "acknowledge",
                scope.service() == null ? ordering.body() : ordering.body().put("reseeded", reseeded));
    }
}
