package io.signalbox.contract.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards of Grafana: each query asks for what running services have exported. */
class DashboardsTest {

    private static final Path FOLDER = AlertRule.FOLDER.resolve("grafana/dashboards");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KeptScrape SCRAPE = KeptScrape.read();
    private static final Pattern METRIC = Pattern.compile("\\b([a-z]+(?:_[a-z0-9]+)+|up)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)[=!]~?\"");
    private static final int SAMPLES = 41;

    /** They have data after something that the world of the kept scrape does not have. */
    private static final Set<String> EMPTY_AT_REST = Set.of(
            "Objectives that the last move missed",
            "Certificates end in",
            "Checks of fences that fail, per minute",
            "Skipped, undecided and left out, per second");

    /** Services export these from the first such event on. DeploymentFilesTest finds them in the sources. */
    private static final Set<String> ONLY_WHEN_IT_HAPPENS = Set.of(
            "signalbox_vantage_alternating_runs_total",
            "signalbox_hold_expired_timestamp_seconds",
            "signalbox_fence_watch_failures_total",
            "signalbox_delegation_differs");

    /** @param query with a value for each variable */
    private record Query(String dashboard, String panel, String query) {
        @Override
        public String toString() {
            return dashboard + ": " + panel + ": " + query;
        }
    }

    private static List<JsonNode> dashboards() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(DashboardsTest::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Query> queries() {
        return dashboards().stream()
                .flatMap(board -> Yaml.items(board.path("panels")).stream()
                        .flatMap(panel -> Yaml.items(panel.path("targets")).stream()
                                .map(target -> new Query(
                                        board.path("title").asText(),
                                        panel.path("title").asText(),
                                        target.path("expr")
                                                .asText()
                                                .replace("$service", "orders")
                                                .replace("$cell", ".*")
                                                .replace("$vantage", ".*")))))
                .toList();
    }

    @Test
    void areFourWithAnIdentityOfTheirOwn() {
        assertThat(dashboards())
                .hasSize(4)
                .extracting(board -> board.path("uid").asText())
                .doesNotHaveDuplicates();
        assertThat(dashboards()).allSatisfy(board -> assertThat(Yaml.items(board.path("panels")))
                .extracting(panel -> panel.path("title").asText())
                .doesNotHaveDuplicates());
    }

    @Test
    void eachQueryNamesMetricsAndLabelsThatAreExported() {
        assertThat(queries()).hasSizeGreaterThan(60).allSatisfy(query -> assertThat(
                        METRIC.matcher(query.query()).results().toList())
                .allSatisfy(metric -> {
                    assertThat(exported()).contains(metric.group(1));
                    assertThat(SCRAPE.samples().stream()
                                    .filter(sample -> sample.name().equals(metric.group(1)))
                                    .map(KeptScrape.Sample::labelNames)
                                    .toList())
                            .as("labels of %s", metric.group())
                            .satisfiesAnyOf(found -> assertThat(found).isEmpty(), found -> assertThat(found)
                                    .anyMatch(labels -> labels.containsAll(labels(metric))));
                }));
    }

    private static Set<String> exported() {
        var names = new TreeSet<>(SCRAPE.names());
        names.addAll(ONLY_WHEN_IT_HAPPENS);
        return names;
    }

    private static List<String> labels(MatchResult metric) {
        return LABEL.matcher(metric.group(2))
                .results()
                .map(label -> label.group(1))
                .toList();
    }

    @Test
    void eachRuleNamesMetricsThatAreExported() {
        assertThat(SCRAPE.names()).doesNotContainAnyElementsOf(ONLY_WHEN_IT_HAPPENS);
        assertThat(AlertRule.all())
                .allSatisfy(rule -> assertThat(exported()).as(rule.name()).containsAll(rule.metrics()));
    }

    @Test
    void eachQueryOfAPanelReturnsDataOfARecordedScrape(@TempDir Path folder) throws IOException, InterruptedException {
        Promtool promtool = Promtool.required();
        List<Query> queries = queries().stream()
                .filter(query -> !EMPTY_AT_REST.contains(query.panel()))
                .toList();
        Files.writeString(folder.resolve("dashboards.yml"), test(queries));
        var answer = promtool.run(folder, "test", "rules", "dashboards.yml");
        assertThat(answer.code()).as(answer.output()).isZero();
    }

    /** Each series keeps its value for ten minutes; each query has at least one result then. */
    private static String test(List<Query> queries) throws IOException {
        var test = JSON.createObjectNode();
        test.putArray("rule_files");
        var given = test.putArray("tests").addObject();
        given.put("interval", "15s");
        var series = given.putArray("input_series");
        SCRAPE.samples().forEach(sample -> series.addObject()
                .put("series", sample.name() + "{" + sample.labels() + "}")
                .put("values", values(sample.value())));
        var expected = given.putArray("promql_expr_test");
        for (Query query : queries) {
            var each = expected.addObject();
            each.put("expr", "count((" + query.query() + ")) > bool 0");
            each.put("eval_time", "10m");
            each.putArray("exp_samples").addObject().put("labels", "{}").put("value", 1);
        }
        return JSON.writeValueAsString(test);
    }

    private static String values(String value) {
        return String.join(" ", Collections.nCopies(SAMPLES, value.replace("+Inf", "Inf")));
    }
}
