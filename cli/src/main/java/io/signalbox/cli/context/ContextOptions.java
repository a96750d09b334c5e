package io.signalbox.cli.context;

import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Says which decision-service is meant: an option, then the environment, then the current context. A token is never an option,
 * since every process of a machine can see the arguments of all others.
 */
public final class ContextOptions {

    private static final String TOKEN = "SIGNALBOX_TOKEN";

    @Option(
            names = {"-c", "--context"},
            paramLabel = "NAME",
            description = "The cell to talk to, from the file with the contexts (default: SIGNALBOX_CONTEXT, then the"
                    + " current one).")
    private @Nullable String context;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The address of a decision-service in place of a context, such as https://decision:8082"
                    + " (default: SIGNALBOX_URL).")
    private @Nullable String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file with the token (default: SIGNALBOX_TOKEN_FILE; the token itself may be in"
                    + " SIGNALBOX_TOKEN).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "A PEM file with the only authorities that may sign the service's certificate (default:"
                    + " SIGNALBOX_CA_FILE, then those that Java trusts).")
    private @Nullable Path caFile;

    /** @throws CommandFailedException if nothing says which service is meant */
    public Context chosen(Console console) {
        Context base = base(console);
        Path otherFile = given(tokenFile, console, "SIGNALBOX_TOKEN_FILE");
        boolean variable = otherFile == null && console.variable(TOKEN).isPresent();
        Path otherAuthorities = given(caFile, console, "SIGNALBOX_CA_FILE");
        return new Context(
                base.name(),
                base.url(),
                otherFile == null ? variable ? null : base.tokenFile() : otherFile,
                otherFile == null ? variable ? TOKEN : base.tokenVariable() : null,
                otherAuthorities == null ? base.caFile() : otherAuthorities);
    }

    private static @Nullable Path given(@Nullable Path option, Console console, String variable) {
        return option == null ? console.variable(variable).map(Path::of).orElse(null) : option;
    }

    private Context base(Console console) {
        if (url != null) {
            return new Context("", url("--url", url), null, null, null);
        }
        ContextFile file = ContextFile.of(console);
        Optional<String> named = Optional.ofNullable(context).or(() -> console.variable("SIGNALBOX_CONTEXT"));
        if (named.isPresent()) {
            return file.named(named.get());
        }
        Optional<String> address = console.variable("SIGNALBOX_URL");
        if (address.isPresent()) {
            return new Context("", url("SIGNALBOX_URL", address.get()), null, null, null);
        }
        String current = file.read().current();
        if (current == null) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "which decision-service? Expected --url, --context, SIGNALBOX_URL, SIGNALBOX_CONTEXT or a current"
                            + " context in " + file.path() + ", found none");
        }
        return file.named(current);
    }

    private static URI url(String where, String text) {
        return Urls.parse(text)
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.USAGE, where + ": expected " + Urls.ALLOWED + ", got \"" + text + "\""));
    }
}
