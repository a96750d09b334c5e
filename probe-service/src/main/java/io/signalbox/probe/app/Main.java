package io.signalbox.probe.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** Starts the service, or, with {@code probe} and what is to be probed, does that once and ends. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && CommandLine.COMMAND.equals(arguments[0])) {
            System.exit(new CommandLine(System.out, System.err, System.getenv()).run(List.of(arguments)));
        }
        Quarkus.run(arguments);
    }
}
