package io.signalbox.sandbox.console;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.logging.LogManager;

/** Prints aligned lines. Colours only on a terminal. Thread-safe. */
public final class Screen {

    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";
    private static final double MILLIS = 1_000.0;

    private final PrintStream out;
    private final boolean colours;

    public Screen(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** For standard output, with all logging turned off. Honours NO_COLOR (no-color.org). */
    public static Screen withoutLogs() throws IOException {
        try (var logging = Screen.class.getResourceAsStream("no-logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        var console = System.console();
        boolean terminal = console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
        return new Screen(System.out, terminal);
    }

    public synchronized void title(String text) {
        out.println();
        out.println(painted(BOLD, text));
    }

    /** One timeline entry. @param since the time since the timeline began */
    public synchronized void moment(Duration since, String what, String detail) {
        out.printf(
                Locale.ROOT,
                "  %s   %s%s%n",
                painted(DIM, String.format(Locale.ROOT, "%6.2f s", since.toMillis() / MILLIS)),
                painted(GREEN, String.format(Locale.ROOT, "%-26s", what)),
                detail);
    }

    public synchronized void row(List<String> cells) {
        var line = new StringBuilder(String.format(Locale.ROOT, "  %-12s", cells.getFirst()));
        cells.stream().skip(1).forEach(cell -> line.append(String.format(Locale.ROOT, "%14s", cell)));
        out.println(line);
    }

    public synchronized void plain(String text) {
        out.println(text);
    }

    public synchronized void failure(String text) {
        out.println();
        out.println(painted(RED, text));
    }

    private String painted(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }
}
