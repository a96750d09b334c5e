package io.signalbox.cli;

import io.signalbox.cli.console.Console;
import io.signalbox.contract.log.LineEscapes;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts the command line. */
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        quiet();
        System.exit(Signalbox.run(Console.system(), arguments));
    }

    /** The classes of the services log: only what needs a person is shown, and no foreign text controls the terminal. */
    private static void quiet() {
        System.setProperty("org.jboss.logging.provider", "jdk");
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        for (Handler handler : root.getHandlers()) {
            handler.setFilter(new LineEscapes());
        }
    }
}
