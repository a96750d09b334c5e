package io.signalbox.cli.order;

import io.signalbox.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signalbox reject}: the decision of an approver. */
@Command(name = "reject", description = "Rejects what waits for an approver; with --all, the brake holds moves again.")
public final class RejectCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Ordering ordering = new Ordering();

    @Mixin
    private final Scope scope = new Scope();

    public RejectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        return ordering.send(console, scope.service(), "reject", ordering.body());
    }
}
