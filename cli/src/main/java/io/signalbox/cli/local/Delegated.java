package io.signalbox.cli.local;

import io.signalbox.actuator.app.BootstrapCommand;
import io.signalbox.actuator.app.VerifyCommand;
import io.signalbox.cli.console.Console;
import io.signalbox.decision.check.TopologyCheck;
import io.signalbox.probe.app.ProbeCommand;
import java.util.ArrayList;
import java.util.List;

/** The commands of the services, called as the services call them. Their exit codes are kept. */
final class Delegated {

    private Delegated() {}

    static int decision(Console console, List<String> arguments) {
        return new TopologyCheck(console.out(), console.err(), console.environment())
                .run(arguments.toArray(String[]::new));
    }

    static int bootstrap(Console console, List<String> arguments) {
        return new BootstrapCommand(console.out(), console.err(), console.environment()).run(arguments);
    }

    static int verify(Console console, List<String> arguments) {
        return VerifyCommand.stoppable(console.out(), console.err(), console.environment(), arguments);
    }

    static int probe(Console console, List<String> words, String what) {
        var arguments = new ArrayList<>(words);
        arguments.add(what);
        return new ProbeCommand(console.out(), console.err(), console.environment()).run(arguments);
    }

    /** The words, and an option if it is given. */
    static List<String> with(List<String> words, boolean given, String option) {
        var all = new ArrayList<>(words);
        if (given) {
            all.add(option);
        }
        return all;
    }
}
