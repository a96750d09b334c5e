package io.signalbox.decision.check;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service, or, with {@code check FILE}, looks at a topology and ends. */
@QuarkusMain
public final class Main {

    private static final String CHECK = "check";

    private Main() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(CHECK)) {
            System.exit(new TopologyCheck(System.out, System.err, System.getenv()).run(arguments));
        }
        Quarkus.run(arguments);
    }
}
