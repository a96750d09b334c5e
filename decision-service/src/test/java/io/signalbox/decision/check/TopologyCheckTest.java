package io.signalbox.decision.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyCheckTest {

    private static final String SERVICE = """
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                probes: [{name: health, tcp: {port: 443}}]
            """;

    private static final String PLANS = """
                plans:
                  failover:
                    - {ecs-scale: {region: us-west-2, cluster: shop, service: web, desired: 6}}
                    - {name: api, ecs-scale: {region: us-east-1, cluster: shop, service: api, desired: 6}}
                    - {rds-promote: {region: us-west-2, instance: replica, maxLag: 5s}}
                    - {metric-put: {region: us-west-2, namespace: Signalbox, name: Failover, value: 1}}
                    - {dns-switch: {}}
            """;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aTopologyThatHoldsPassesAndTellsWhatFollows() throws Exception {
        assertThat(check("[us-east-1, eu-west-1, us-west-2]")).isZero();
        assertThat(text(out))
                .contains("1 service, 3 vantages, 1 cell")
                .contains("WARN  references: ")
                .containsPattern("us-east-1 +orders +moves to us-west-2 after [0-9.]+ s")
                .doesNotContain("ERROR");
    }

    @Test
    void aTrapFails() throws Exception {
        assertThat(check("[us-east-1, us-west-2]")).isEqualTo(1);
        assertThat(text(out)).contains("ERROR services.orders.policy.quorum: no move follows when us-east-1 is lost");
    }

    @Test
    void aTopologyThatCannotBeReadFailsWithAllOfItsProblems() throws Exception {
        assertThat(check("[us-east-1, us-east-1]\nspeed: high")).isEqualTo(1);
        assertThat(text(err)).contains("two vantages have the name us-east-1").contains("speed: unknown key");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void anythingElseIsToldWhatIsExpected() {
        assertThat(command().run("check")).isEqualTo(2);
        assertThat(text(err)).contains("expected: check FILE");
        assertThat(command().run("check", directory.resolve("none.yaml").toString()))
                .isEqualTo(1);
        assertThat(text(err)).contains("cannot be read");
    }

    @Test
    void tellsWhatActuatorServiceMustBeAllowed() throws Exception {
        assertThat(run("iam", "[us-east-1, eu-west-1, us-west-2]", PLANS)).isZero();
        JsonNode policy = new ObjectMapper().readTree(text(out));
        assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(statement(policy, "route53:ChangeResourceRecordSets").toString())
                .isEqualTo("{\"Effect\":\"Allow\",\"Action\":[\"route53:ChangeResourceRecordSets\"],"
                        + "\"Resource\":[\"arn:aws:route53:::hostedzone/*\"],"
                        + "\"Condition\":{\"ForAllValues:StringEquals\":"
                        + "{\"route53:ChangeResourceRecordSetsNormalizedRecordNames\":"
                        + "[\"_signalbox.orders.example.com\",\"orders.example.com\"]}}}");
        assertThat(statement(policy, "ecs:UpdateService").path("Resource").toString())
                .isEqualTo(
                        "[\"arn:aws:ecs:us-east-1:*:service/shop/api\",\"arn:aws:ecs:us-west-2:*:service/shop/web\"]");
        assertThat(statement(policy, "ecs:UpdateService").path("Action").toString())
                .isEqualTo("[\"ecs:DescribeServices\",\"ecs:UpdateService\"]");
        assertThat(statement(policy, "rds:PromoteReadReplica").path("Resource").toString())
                .isEqualTo("[\"arn:aws:rds:us-west-2:*:db:replica\"]");
        assertThat(statement(policy, "cloudwatch:PutMetricData")
                        .path("Condition")
                        .toString())
                .isEqualTo("{\"StringEquals\":{\"cloudwatch:namespace\":[\"Signalbox\"]}}");
        assertThat(text(out)).doesNotContain("lambda").doesNotContain("\"*:*\"");
    }

    @Test
    void aZoneThatIsGivenByItsIdIsTheOnlyOneThatMayBeChanged() throws Exception {
        String text =
                Files.readString(Path.of("../examples/minimal.yaml")).replaceFirst("zone: [a-z.]+", "zone: Z0EXAMPLE");
        Path file = Files.writeString(directory.resolve("by-id.yaml"), text);

        assertThat(command().run("iam", file.toString())).as(text(err)).isZero();

        JsonNode policy = new ObjectMapper().readTree(text(out));
        assertThat(statement(policy, "route53:ListResourceRecordSets").toString())
                .isEqualTo("{\"Effect\":\"Allow\","
                        + "\"Action\":[\"route53:GetHostedZone\",\"route53:ListResourceRecordSets\"],"
                        + "\"Resource\":[\"arn:aws:route53:::hostedzone/Z0EXAMPLE\"]}");
        assertThat(text(out)).doesNotContain("hostedzone/*").doesNotContain("ListHostedZonesByName");
    }

    @Test
    void routingControlsThatFollowASignalMayBeTurned() throws Exception {
        Path file = Files.writeString(directory.resolve("controlled.yaml"), """
            cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            services:
              orders:
                hostname: orders.example.com
                dns:
                  zone: example.com
                  routing: failover
                  signal:
                    bucket: orders-signal
                    key: signalbox/orders
                    region: us-west-2
                    routingControl:
                      endpoints: [{region: us-west-2, url: "https://a.example.com/v1"}]
                      preferred: "arn:aws:route53-recovery-control::123456789012:controlpanel/a/routingcontrol/east"
                      standby: "arn:aws:route53-recovery-control::123456789012:controlpanel/a/routingcontrol/west"
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}, healthCheck: 00000000-1111-2222-3333-444444444444}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                probes: [{name: health, tcp: {port: 443}}]
            """);

        assertThat(command().run("iam", file.toString())).as(text(err)).isZero();

        JsonNode policy = new ObjectMapper().readTree(text(out));
        assertThat(statement(policy, "route53-recovery-cluster:UpdateRoutingControlStates")
                        .path("Resource")
                        .size())
                .isEqualTo(2);
        assertThat(statement(policy, "route53-recovery-cluster:ListRoutingControls")
                        .path("Resource")
                        .toString())
                .isEqualTo("[\"*\"]");
    }

    @Test
    void theExampleThatIsShownIsWhatIsWritten() throws Exception {
        assertThat(command().run("iam", "../examples/pilot-light/topology.yaml"))
                .isZero();
        assertThat(Path.of("../infra/iam/pilot-light.json")).content().isEqualTo(text(out));
    }

    @Test
    void eachProcessHasAPolicyOfItsOwn() {
        String file = "../examples/standby-takes-over.yaml";

        assertThat(command().run("iam", file, "bootstrap")).isZero();
        assertThat(text(out)).contains("route53:CreateHealthCheck").doesNotContain("s3:", "sns:");
        out.reset();
        assertThat(command().run("iam", file, "actuator-service")).isZero();
        assertThat(text(out)).contains("s3:PutObject").doesNotContain("CreateHealthCheck");
        out.reset();
        assertThat(command().run("iam", file, "probe-service")).isZero();
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("probe-service needs no permissions of AWS for " + file);
        assertThat(command().run("iam", file, "nobody")).isEqualTo(2);
        assertThat(text(err)).contains("one of [actuator-service, bootstrap, probe-service]");
    }

    @Test
    void writesWhoMayDoWhatAtKafka() {
        String file = "../examples/orders.yaml";

        assertThat(command().run("acls", file)).isZero();
        assertThat(text(out)).startsWith("#!/bin/sh\n").contains("'User:probe-us-east-1'", "'User:actuator'");
        out.reset();
        assertThat(command().run("acls", file, "strimzi")).isZero();
        assertThat(text(out)).startsWith("---\n").contains("kind: KafkaUser", "name: decision");
        assertThat(command().run("acls", file, "terraform")).isEqualTo(2);
        assertThat(text(err)).contains("one of [kafka-acls, strimzi]");
    }

    @Test
    void allowsToAskWhoElseChangesRecordsWhereTheActuatorDoes() {
        var asking = new TopologyCheck(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("SIGNALBOX_DRIFT_CLOUDTRAIL", "true"));

        assertThat(asking.run("iam", "../examples/pilot-light/topology.yaml")).isZero();
        assertThat(text(out)).contains("cloudtrail:LookupEvents");
    }

    private static JsonNode statement(JsonNode policy, String action) {
        return policy.path("Statement")
                .valueStream()
                .filter(statement -> statement.path("Action").toString().contains('"' + action + '"'))
                .findFirst()
                .orElseThrow();
    }

    private int check(String vantages) throws Exception {
        return run("check", vantages, "");
    }

    private int run(String command, String vantages, String plans) throws Exception {
        Path file = Files.writeString(
                directory.resolve("topology.yaml"),
                "cells: [{name: us-west-2, bootstrap: \"localhost:9092\"}]\nvantages: " + vantages + "\n" + SERVICE
                        + plans);
        return command().run(command, file.toString());
    }

    private TopologyCheck command() {
        return new TopologyCheck(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(StandardCharsets.UTF_8);
    }
}
