package io.signalbox.cli.console;

import io.signalbox.contract.log.LineEscapes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command prints and what surrounds it. Every line is escaped, so that no text of the service, of a zone or of another
 * operator can control the terminal.
 *
 * @param terminal whether a person sees the output
 */
public record Console(
        PrintStream out,
        PrintStream err,
        BufferedReader in,
        Map<String, String> environment,
        InstantSource clock,
        boolean terminal) {

    /** The console of this process. */
    public static Console system() {
        return new Console(
                System.out,
                System.err,
                new BufferedReader(new InputStreamReader(System.in, System.out.charset())),
                System.getenv(),
                InstantSource.system(),
                System.console() != null && System.console().isTerminal());
    }

    /** The same with other variables. */
    public Console with(Map<String, String> variables) {
        return new Console(out, err, in, variables, clock, terminal);
    }

    /** The same with another output. */
    public Console with(PrintStream otherOut, PrintStream otherErr) {
        return new Console(otherOut, otherErr, in, environment, clock, terminal);
    }

    public void line(String text) {
        out.println(LineEscapes.escaped(text));
    }

    /** A line that has been escaped already, with the escape sequences of {@link Style}. */
    void styled(String text) {
        out.println(text);
    }

    public void error(String text) {
        err.println(LineEscapes.escaped(text));
    }

    /** The value of an environment variable that is set and not blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    public Style style() {
        return new Style(terminal && variable("NO_COLOR").isEmpty());
    }

    public Instant now() {
        return clock.instant();
    }

    /** True if the person answers yes. Without an answer, for example with a closed input, false. */
    public boolean confirms(String question) {
        err.print(LineEscapes.escaped(question) + " [y/N] ");
        err.flush();
        try {
            String answer = in.readLine();
            return answer != null
                    && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
        } catch (IOException e) {
            throw new UncheckedIOException("the answer cannot be read", e);
        }
    }
}
