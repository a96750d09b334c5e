package io.signalbox.cli;

import io.signalbox.cli.console.Console;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of a command. */
record Run(int code, String out, String err) {

    List<String> lines() {
        return out.lines().toList();
    }

    static Run of(Map<String, String> environment, String... arguments) {
        return of(environment, "", false, arguments);
    }

    static Run onTerminal(Map<String, String> environment, String... arguments) {
        return of(environment, "", true, arguments);
    }

    /** @param typed what the person answers */
    static Run answering(String typed, Map<String, String> environment, String... arguments) {
        return of(environment, typed, false, arguments);
    }

    private static Run of(Map<String, String> environment, String typed, boolean terminal, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var variables = new HashMap<>(environment);
        variables.putIfAbsent("HOME", "/nonexistent");
        var console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader(typed)),
                variables,
                InstantSource.system(),
                terminal);
        int code = Signalbox.run(console, arguments);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
