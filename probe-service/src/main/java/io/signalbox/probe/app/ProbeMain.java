package io.signalbox.probe.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.signalbox.contract.health.HealthCommand;
import java.util.List;

/** Starts the service. With the argument {@code probe}, runs one check and exits; with {@code health}, asks the running service. */
@QuarkusMain
public final class ProbeMain {

    private static final int PORT = 8080;

    private ProbeMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && ProbeCommand.COMMAND.equals(arguments[0])) {
            System.exit(new ProbeCommand(System.out, System.err, System.getenv()).run(List.of(arguments)));
        }
        if (arguments.length > 0 && HealthCommand.HEALTH.equals(arguments[0])) {
            System.exit(new HealthCommand(System.out, System.err, System.getenv(), PORT).run(arguments));
        }
        Quarkus.run(arguments);
    }
}
