package io.signalbox.contract.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One rule of observability/alerts.yml.
 *
 * @param lasts how long its expression has to hold; empty for not at all
 */
record AlertRule(
        String group,
        String name,
        String severity,
        String expression,
        String lasts,
        String summary,
        String description,
        String runbook) {

    static final Path FOLDER = Path.of("../observability");

    private static final Pattern METRIC = Pattern.compile("\\b(?:(?:probe|signalbox)_[a-z0-9_]+|up)\\b");

    /** In the order of the file. */
    static List<AlertRule> all() {
        return Yaml.items(Yaml.read(FOLDER.resolve("alerts.yml")).path("groups")).stream()
                .flatMap(group -> Yaml.items(group.path("rules")).stream()
                        .map(rule -> of(group.path("name").asText(), rule)))
                .toList();
    }

    private static AlertRule of(String group, JsonNode rule) {
        JsonNode annotations = rule.path("annotations");
        return new AlertRule(
                group,
                rule.path("alert").asText(),
                rule.path("labels").path("severity").asText(),
                rule.path("expr").asText(),
                rule.path("for").asText(),
                annotations.path("summary").asText(),
                annotations.path("description").asText(),
                annotations.path("runbook_url").asText());
    }

    /** The anchor of a heading with its name. */
    String anchor() {
        return name.toLowerCase(Locale.ROOT);
    }

    Set<String> metrics() {
        return METRIC.matcher(expression)
                .results()
                .map(MatchResult::group)
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }
}
