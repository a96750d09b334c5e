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

/** {@code signalbox approve}: the decision of an approver. */
@Command(
        name = "approve",
        description = "Lets what waits for an approver go on; with --all, moves begin although the brake is on.")
public final class ApproveCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Ordering ordering = new Ordering();

    @Mixin
    private final Scope scope = new Scope();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Connection.AsDuration.class,
            description = "How long the brake stays off at most.")
    private @Nullable Duration time;

    @Option(
            names = "--retry",
            description = "A failed step is tried again; without it, the plan goes on without the step.")
    private boolean retry;

    public ApproveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode body = ordering.body().put("retry", retry);
        Ordering.lasting(body, time);
        return ordering.send(console, scope.service(), "approve", body);
    }
}
