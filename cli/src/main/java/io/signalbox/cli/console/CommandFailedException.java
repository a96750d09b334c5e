package io.signalbox.cli.console;

import java.util.List;

/** Ends a command with an exit code; the lines go to the error output. */
public final class CommandFailedException extends RuntimeException {

    private final int code;
    private final List<String> lines;

    /** @param code one of {@link ExitCode} */
    public CommandFailedException(int code, List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.code = code;
        this.lines = List.copyOf(lines);
    }

    public CommandFailedException(int code, String line) {
        this(code, List.of(line));
    }

    public int code() {
        return code;
    }

    public List<String> lines() {
        return lines;
    }
}
