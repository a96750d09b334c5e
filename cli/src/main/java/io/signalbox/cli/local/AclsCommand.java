package io.signalbox.cli.local;

import io.signalbox.cli.console.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code signalbox acls}: the rights at a cell's Kafka. */
@Command(name = "acls", description = "Writes who may do what at a cell's Kafka.")
public final class AclsCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "FILE", description = "The topology.")
    private String file = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FORMAT",
            defaultValue = "kafka-acls",
            description = "kafka-acls (the default) or strimzi.")
    private String format = "";

    public AclsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return Delegated.decision(console, List.of("acls", file, format));
    }
}
