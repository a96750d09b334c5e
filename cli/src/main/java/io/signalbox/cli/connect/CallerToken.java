package io.signalbox.cli.connect;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.cli.context.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The caller's token, from a file or an environment variable. */
final class CallerToken {

    private CallerToken() {}

    /** Empty if the context has none: some paths are open to everybody. */
    static Optional<String> of(Context context, Console console) {
        if (context.tokenFile() != null) {
            return Optional.of(in(context.tokenFile()));
        }
        String variable = context.tokenVariable();
        return variable == null
                ? Optional.empty()
                : Optional.of(console.variable(variable)
                        .map(value -> valid(variable, value))
                        .orElseThrow(() -> new CommandFailedException(
                                ExitCode.USAGE, "the environment variable " + variable + " is not set")));
    }

    private static String in(Path file) {
        try {
            return valid(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.USAGE, file + ": the token cannot be read: " + e);
        }
    }

    /** The message does not show the value: it may be a secret with a mistake. */
    private static String valid(String where, String text) {
        String token = text.strip();
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new CommandFailedException(
                    ExitCode.USAGE, where + ": expected one token of printable characters without spaces");
        }
        return token;
    }
}
