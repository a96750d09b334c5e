package io.signalbox.decision.check;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.signalbox.contract.health.HealthCommand;
import java.util.List;

/** Starts the service, or, with {@code check FILE}, {@code iam FILE} or {@code acls FILE}, reads a topology and exits, or with {@code health} asks the running service. */
@QuarkusMain
public final class CheckMain {

    private static final List<String> COMMANDS = List.of(TopologyCheck.CHECK, TopologyCheck.IAM, TopologyCheck.ACLS);

    private static final int PORT = 8082;

    private CheckMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && COMMANDS.contains(arguments[0])) {
            System.exit(new TopologyCheck(System.out, System.err, System.getenv()).run(arguments));
        }
        if (arguments.length > 0 && HealthCommand.HEALTH.equals(arguments[0])) {
            System.exit(new HealthCommand(System.out, System.err, System.getenv(), PORT).run(arguments));
        }
        Quarkus.run(arguments);
    }
}
