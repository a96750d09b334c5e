package io.signalbox.contract.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Writes docs/runbooks.md from the alert rules and {@code runbooks.yaml}: {@code make reasons}. */
final class RunbooksPage {

    private static final Pattern LABEL = Pattern.compile("\\{\\{ \\$labels\\.(\\w+) }}");
    private static final Pattern VALUE = Pattern.compile("\\{\\{ \\$value[^}]*}}");

    private RunbooksPage() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), text());
    }

    /** The entry of each alert, by its name. */
    static JsonNode guide() {
        try (var file = Objects.requireNonNull(RunbooksPage.class.getResourceAsStream("runbooks.yaml"))) {
            return Yaml.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text() {
        var page = new StringBuilder("""
                # Runbooks

                One section for each alert of `observability/alerts.yml`: what it says, what Signalbox does by itself, what you check and what you
                order. Made by `make reasons` from the rules and their guide; a test fails when it is out of date. Which Prometheus evaluates what:
                [monitoring.md](monitoring.md). What each reason code means: [reasons.md](reasons.md).

                The commands use these variables and this function. A path alone is read, `-d` orders. Every order needs `why`.

                    DECISION=http://decision:8082 TOKEN=… S=orders KAFKA=kafka:9092
                    api() { curl -sS -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' "$DECISION/api/v1/$1" "${@:2}"; }

                | alert | severity | it says |
                |---|---|---|
                """);
        List<AlertRule> rules = AlertRule.all();
        rules.forEach(rule -> page.append("| [%s](#%s) | %s | %s |%n"
                .formatted(rule.name(), rule.anchor(), rule.severity(), plain(rule.summary()))));
        JsonNode guide = guide();
        rules.forEach(rule -> page.append(section(rule, guide.path(rule.name()))));
        return page.toString();
    }

    private static String section(AlertRule rule, JsonNode entry) {
        String lasts = rule.lasts().isEmpty() ? "at once" : "after " + rule.lasts();
        return """

                ## %s

                **%s**, %s. %s. %s

                By itself: %s

                Check:

                %s
                Order:

                %s""".formatted(
                        rule.name(),
                        rule.severity().equals("page") ? "Page" : "Ticket",
                        lasts,
                        plain(rule.summary()),
                        plain(rule.description()),
                        entry.path("does").asText(),
                        list(entry.path("check")),
                        list(entry.path("order")));
    }

    private static String list(JsonNode lines) {
        var list = new StringBuilder();
        Yaml.items(lines)
                .forEach(line -> list.append("- ").append(line.asText()).append('\n'));
        return list.toString();
    }

    /** A template of Prometheus as a text. */
    private static String plain(String template) {
        return VALUE.matcher(LABEL.matcher(template).replaceAll("{$1}")).replaceAll("{value}");
    }
}
