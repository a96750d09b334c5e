package io.signalbox.cli.local;

import io.signalbox.cli.console.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code signalbox iam}: an IAM policy for a topology. */
@Command(name = "iam", description = "Writes the IAM policy that a process needs for a topology.")
public final class IamCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "FILE", description = "The topology.")
    private String file = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FOR",
            defaultValue = "actuator-service",
            description = "actuator-service (the default), bootstrap or probe-service.")
    private String holder = "";

    public IamCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return Delegated.decision(console, List.of("iam", file, holder));
    }
}
