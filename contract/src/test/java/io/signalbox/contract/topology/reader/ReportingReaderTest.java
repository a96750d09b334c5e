package io.signalbox.contract.topology.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.notice.NoticeKind;
import io.signalbox.contract.notice.NoticeRule;
import io.signalbox.contract.step.SnsNotify;
import io.signalbox.contract.step.Webhook;
import io.signalbox.contract.topology.Objectives;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Yaml;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportingReaderTest {

    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:ops";
    private static final String OF_ALL = "defaults: {objectives: {detection: 1m, recovery: 2m}, notify: [{sns-notify:"
            + " {region: us-east-1, topic: \"" + TOPIC + "\"}}], ";
    private static final NoticeRule SNS = NoticeRule.ofAll(new SnsNotify("us-east-1", TOPIC));

    private static String service(String keys) {
        return Yaml.with("    hostname: orders.example.com", "    hostname: orders.example.com\n    " + keys);
    }

    private static Reporting reporting(String text) {
        return Yaml.service(text).reporting();
    }

    @Test
    void withoutAnythingNobodyIsToldAndNothingIsMeasured() {
        assertThat(reporting(Yaml.VALID)).isEqualTo(Reporting.NONE);
    }

    @Test
    void readsObjectivesAndReceivers() {
        Reporting read = reporting(
                service(
                        "objectives: {detection: 30s, recovery: 2m, dataLoss: 0s}\n"
                                + "    notify: [{on: [health, move-failed], webhook: {url: \"https://x.example.com/${HOOK}\", format: slack}}]"));

        assertThat(read.objectives())
                .isEqualTo(new Objectives(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ZERO));
        assertThat(read.notices())
                .containsExactly(new NoticeRule(
                        Set.of(NoticeKind.HEALTH, NoticeKind.MOVE_FAILED),
                        new Webhook("https://x.example.com/${HOOK}", null, Webhook.Format.SLACK)));
    }

    @Test
    void aServiceInheritsWhatItDoesNotSay() {
        assertThat(reporting(Yaml.with("defaults: {", OF_ALL)).notices()).containsExactly(SNS);
        Reporting own =
                reporting(service("objectives: {recovery: 5m}\n    notify: []").replace("defaults: {", OF_ALL));

        assertThat(own.objectives()).isEqualTo(new Objectives(Duration.ofMinutes(1), Duration.ofMinutes(5), null));
        assertThat(own.notices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "objectives: {detection: 0s} | 1s to 24h",
                "objectives: {loss: 0s} | unknown key, expected one of detection, recovery, dataLoss",
                "notify: [{on: [health]}] | expected one of lambda-invoke, metric-put, sns-notify, webhook, got none",
                "notify: [{on: [weather], webhook: {url: 'https://x'}}] | health",
                "notify: [{on: [], webhook: {url: 'https://x'}}] | expected at least one item",
                "notify: [{on: [health, health], webhook: {url: 'https://x'}}] | given twice",
                "notify: [{webhook: {url: 'https://x', format: teams}}] | slack",
                "notify: [{webhook: {url: 'https://x', format: pagerduty}}] | routing key",
                "notify: [{ssm-put: {region: us-east-1, name: /a, value: b}}] | unknown key",
                "notify: health | expected a list",
            })
    void whatCannotBeSaysWhy(String keys, String problem) {
        assertThat(Yaml.problems(service(keys)))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }
}
