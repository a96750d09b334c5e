package io.signalbox.decision.check;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** Starts the service, or, with {@code check FILE} or {@code iam FILE}, reads a topology and exits. */
@QuarkusMain
public final class CheckMain {

    private static final List<String> COMMANDS = List.of(TopologyCheck.CHECK, TopologyCheck.IAM, TopologyCheck.ACLS);

    private CheckMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && COMMANDS.contains(arguments[0])) {
            System.exit(new TopologyCheck(System.out, System.err, System.getenv()).run(arguments));
        }
        Quarkus.run(arguments);
    }
}
