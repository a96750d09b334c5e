package io.signalbox.actuator.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.signalbox.contract.health.HealthCommand;
import java.util.List;

/**
 * Starts the service. With the words of {@link BootstrapCommand} it manages the names of a topology and ends; with
 * {@code verify} and a zone it runs experiments on the account; with {@code health} it asks the running service for its
 * health.
 */
@QuarkusMain
public final class ActuatorMain {

    private static final int PORT = 8080;

    private ActuatorMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && BootstrapCommand.COMMANDS.contains(arguments[0])) {
            System.exit(new BootstrapCommand(System.out, System.err, System.getenv()).run(List.of(arguments)));
        }
        if (arguments.length > 0 && VerifyCommand.VERIFY.equals(arguments[0])) {
            System.exit(VerifyCommand.stoppable(System.out, System.err, System.getenv(), List.of(arguments)));
        }
        if (arguments.length > 0 && HealthCommand.HEALTH.equals(arguments[0])) {
            System.exit(new HealthCommand(System.out, System.err, System.getenv(), PORT).run(arguments));
        }
        Quarkus.run(arguments);
    }
}
