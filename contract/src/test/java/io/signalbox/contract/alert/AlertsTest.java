package io.signalbox.contract.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.reason.Severity;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alert rules, also by Prometheus's own tests where its promtool is installed. */
class AlertsTest {

    private static final List<AlertRule> RULES = AlertRule.all();
    private static final List<String> FILES = List.of("alerts_test.yml", "alerts_hours_test.yml");
    private static final List<JsonNode> CASES = FILES.stream()
            .flatMap(
                    file -> Yaml.items(Yaml.read(AlertRule.FOLDER.resolve(file)).path("tests")).stream())
            .toList();
    private static final String ALL_THAT_FIRE = "count by (alertname) (ALERTS{alertstate=\"firing\"})";
    private static final Pattern CODES = Pattern.compile("signalbox_alarm_active\\{code[!=]~\"([^\"]*)\"}");

    @Test
    void areWellFormed() throws IOException, InterruptedException {
        var answer = Promtool.required().run(AlertRule.FOLDER, "check", "rules", "alerts.yml");
        assertThat(answer.code()).as(answer.output()).isZero();
    }

    @Test
    void fireWhenTheyShouldAndOnlyThen() throws IOException, InterruptedException {
        var answer = Promtool.required().run(AlertRule.FOLDER, "test", "rules", FILES.getFirst(), FILES.getLast());
        assertThat(answer.code()).as(answer.output()).isZero();
    }

    @Test
    void eachHasACaseInWhichItFires() {
        assertThat(RULES).allSatisfy(rule -> assertThat(CASES)
                .as("a case in which %s fires", rule.name())
                .anySatisfy(given -> assertThat(moments(given)).anyMatch(moment -> fires(moment, rule))));
    }

    @Test
    void eachHasACaseInWhichItIsSilentAlthoughItsMetricsAreThere() {
        assertThat(RULES).allSatisfy(rule -> assertThat(CASES)
                .as("a case in which %s is silent", rule.name())
                .anySatisfy(given -> {
                    String series = given.path("input_series").toString();
                    assertThat(rule.metrics()).anyMatch(series::contains);
                    assertThat(moments(given)).isNotEmpty().anyMatch(moment -> !fires(moment, rule));
                }));
    }

    @Test
    void noCaseNamesAnAlertThatDoesNotExist() {
        assertThat(CASES.stream()
                        .flatMap(given -> moments(given).stream())
                        .flatMap(moment -> Yaml.items(moment.path("exp_samples")).stream())
                        .map(sample -> sample.path("labels").asText().replaceAll(".*\"(.*)\".*", "$1")))
                .isSubsetOf(RULES.stream().map(AlertRule::name).toList());
    }

    @Test
    void eachHasItsOwnNameAndSaysHowUrgentItIs() {
        assertThat(RULES).extracting(AlertRule::name).doesNotHaveDuplicates();
        assertThat(RULES).extracting(AlertRule::severity).containsOnly("page", "ticket");
        assertThat(RULES).allSatisfy(rule -> {
            assertThat(rule.summary()).as(rule.name()).isNotEmpty();
            assertThat(rule.description()).as(rule.name()).endsWith(".");
        });
    }

    /** A page goes out for what quorum and policy have concluded, never for what one probe has seen. */
    @Test
    void noPageDependsOnTheResultOfAProbe() {
        assertThat(RULES).filteredOn(rule -> rule.severity().equals("page")).noneMatch(rule -> rule.metrics().stream()
                .anyMatch(metric -> metric.startsWith("probe_")));
    }

    @Test
    void theCodesThatAreTreatedInAWayOfTheirOwnAreAlarms() {
        List<String> codes = RULES.stream()
                .flatMap(rule -> CODES.matcher(rule.expression()).results())
                .flatMap(found -> Arrays.stream(found.group(1).split("\\|", -1)))
                .toList();
        List<String> alarms = Stream.of(ReasonCode.values())
                .filter(code -> code.severity() == Severity.ALARM)
                .map(ReasonCode::code)
                .toList();
        assertThat(codes).isNotEmpty().isSubsetOf(alarms);
    }

    private static List<JsonNode> moments(JsonNode given) {
        return Yaml.items(given.path("promql_expr_test")).stream()
                .filter(moment -> moment.path("expr").asText().equals(ALL_THAT_FIRE))
                .toList();
    }

    private static boolean fires(JsonNode moment, AlertRule rule) {
        return Yaml.items(moment.path("exp_samples")).stream()
                .anyMatch(sample -> sample.path("labels").asText().equals("{alertname=\"" + rule.name() + "\"}"));
    }
}
