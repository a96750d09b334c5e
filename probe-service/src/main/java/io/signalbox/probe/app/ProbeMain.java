package io.signalbox.probe.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** Starts the service. With the argument {@code probe}, runs one check and exits. */
@QuarkusMain
public final class ProbeMain {

    private ProbeMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && ProbeCommand.COMMAND.equals(arguments[0])) {
            System.exit(new ProbeCommand(System.out, System.err, System.getenv()).run(List.of(arguments)));
        }
        Quarkus.run(arguments);
    }
}
