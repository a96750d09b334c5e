package io.signalbox.cli.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.cli.connect.Connection;
import io.signalbox.cli.console.Console;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox freeze}: no automatic move begins. */
@Command(name = "freeze", description = "Lets no automatic move of a service, or of all services, begin.")
public final class FreezeCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Ordering ordering = new Ordering();

    @Mixin
    private final Scope scope = new Scope();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Connection.AsDuration.class,
            description = "How long it is in force, such as 2h (default: until unfrozen).")
    private @Nullable Duration time;

    @Option(names = "--hold-plans", description = "Running plans stop before their next step as well.")
    private boolean holdPlans;

    public FreezeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode body = ordering.body().put("holdPlans", holdPlans);
        Ordering.lasting(body, time);
        return ordering.send(console, scope.service(), "freeze", body);
    }
}
