package io.signalbox.actuator.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** Starts the service, or, with the words of {@link BootstrapCommand}, looks after names and ends. */
@QuarkusMain
public final class ActuatorMain {

    private ActuatorMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && BootstrapCommand.COMMANDS.contains(arguments[0])) {
            System.exit(new BootstrapCommand(System.out, System.err, System.getenv()).run(List.of(arguments)));
        }
        Quarkus.run(arguments);
    }
}
