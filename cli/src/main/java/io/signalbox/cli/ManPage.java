package io.signalbox.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page in the notation of man(7), from the same model as the help. */
final class ManPage {

    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    static String of(CommandSpec root) {
        var page = new ManPage();
        page.head(root);
        page.section("COMMANDS");
        page.commands(root);
        page.section("EXIT STATUS");
        root.usageMessage().exitCodeList().forEach(page::entry);
        page.section("ENVIRONMENT");
        VARIABLES.forEach(variable -> page.entry(variable.getFirst(), variable.getLast()));
        page.section("FILES");
        page.entry("~/.config/signalbox/contexts.yaml", "The contexts.");
        return page.page.toString();
    }

    private static final List<List<String>> VARIABLES = List.of(
            List.of("SIGNALBOX_CONTEXT", "The context that is used without --context."),
            List.of("SIGNALBOX_CONTEXTS", "The file with the contexts."),
            List.of("SIGNALBOX_URL", "The address of a decision-service in place of a context."),
            List.of("SIGNALBOX_TOKEN_FILE", "The file with the token."),
            List.of("SIGNALBOX_TOKEN", "The token."),
            List.of("SIGNALBOX_CA_FILE", "The authorities that may sign the service's certificate."),
            List.of("SIGNALBOX_TOPOLOGY", "The topology that is used without --file."),
            List.of("NO_COLOR", "No colours on a terminal, whatever its value."));

    private void head(CommandSpec root) {
        page.append(".TH SIGNALBOX 1 \"\" \"signalbox ")
                .append(BuildVersion.text())
                .append("\" \"Signalbox\"\n");
        section("NAME");
        text("signalbox - " + String.join(" ", root.usageMessage().description()));
        section("SYNOPSIS");
        text("signalbox COMMAND [OPTION]... [ARGUMENT]...");
    }

    private void commands(CommandSpec parent) {
        for (CommandSpec command : once(parent.subcommands().values())) {
            boolean leaf = command.subcommands().isEmpty();
            if (!command.usageMessage().hidden() && leaf) {
                page.append(".SS \"").append(escaped(command.qualifiedName())).append("\"\n");
                text(String.join(" ", command.usageMessage().description()));
                command.positionalParameters().forEach(this::argument);
                command.options().forEach(this::argument);
            }
            commands(command);
        }
    }

    /** A command with an alias is one command. */
    private static List<CommandSpec> once(Collection<CommandLine> commands) {
        Set<CommandSpec> seen = new HashSet<>();
        return commands.stream()
                .map(CommandLine::getCommandSpec)
                .filter(seen::add)
                .toList();
    }

    private void argument(ArgSpec argument) {
        if (argument.hidden()) {
            return;
        }
        String label =
                switch (argument) {
                    case OptionSpec option ->
                        String.join(", ", option.names())
                                + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
                    case PositionalParamSpec positional -> positional.paramLabel();
                    default -> argument.paramLabel();
                };
        entry(label, String.join(" ", Arrays.asList(argument.description())));
    }

    private void section(String title) {
        page.append(".SH ").append(title).append('\n');
    }

    private void entry(String term, String text) {
        page.append(".TP\n.B ").append(escaped(term)).append('\n');
        text(text);
    }

    /** A line that begins with a dot or an apostrophe would be a request to the formatter. */
    private void text(String text) {
        String escaped = escaped(text);
        page.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "")
                .append(escaped)
                .append('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("%n", " ").replace("\n", " ");
    }
}
