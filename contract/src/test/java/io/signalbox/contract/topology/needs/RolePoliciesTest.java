package io.signalbox.contract.topology.needs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Yaml;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policies of several roles, and the ARNs of other partitions. */
class RolePoliciesTest {

    private static final String OWN = "arn:aws:iam::123456789012:role/actuator";
    private static final String DNS = "arn:aws:iam::111122223333:role/dns";
    private static final String WORK = "arn:aws:iam::444455556666:role/workloads";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("AWS_ROLE_ARN", OWN, "SIGNALBOX_DRIFT_CLOUDTRAIL", "true");

    private static Topology topology(String region, String dns, String signal, String steps) {
        return Yaml.topology("""
            cells: [{name: west, bootstrap: "kafka.example.com:9092"}]
            vantages: [one, two, three]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com, routing: failover%2$s, signal: {bucket: orders-signal, key: orders, region: %1$s%3$s}}
                sites:
                  - {name: east, priority: 1, address: {ipv4: [192.0.2.10]}, healthCheck: orders-east}
                  - {name: west, priority: 2, address: {ipv4: [198.51.100.10]}}
                probes: [{name: health, tcp: {port: 443}}]
                plans:
                  failover:
                    - {dns-switch: {}}
                    - {name: tasks, ecs-scale: {region: %1$s, cluster: shop, service: web, desired: 6}%4$s}
                    - {name: size, ssm-put: {region: %1$s, name: /size, value: "6"}}
            """.formatted(region, dns, signal, steps));
    }

    private static Topology withRoles() {
        return topology(
                "us-west-2", ", role: {arn: \"" + DNS + "\", externalId: shop-42}", "", ", role: \"" + WORK + "\"");
    }

    private static JsonNode written(Topology topology, Map<String, String> environment) throws Exception {
        return new ObjectMapper().readTree(IamPolicy.of(topology, Holder.ACTUATOR, environment));
    }

    private static Stream<String> actions(JsonNode policy) {
        return policy.path("Statement")
                .valueStream()
                .flatMap(statement -> statement.path("Action").valueStream())
                .map(JsonNode::asText);
    }

    @Test
    void eachRoleMayDoWhatItsStepsZonesAndSignalsNeedAndNothingElse() throws Exception {
        JsonNode all = written(withRoles(), ENVIRONMENT);

        assertThat(actions(all.path("roles").path(DNS).path("policy")))
                .contains(
                        "route53:ChangeResourceRecordSets",
                        "route53:ListHealthChecks",
                        "s3:PutObject",
                        "cloudtrail:LookupEvents")
                .noneMatch(action -> action.startsWith("ecs:") || action.startsWith("ssm:"));
        assertThat(actions(all.path("roles").path(WORK).path("policy")))
                .contains("ecs:UpdateService", "application-autoscaling:RegisterScalableTarget")
                .noneMatch(action -> action.startsWith("route53:") || action.startsWith("ssm:"));
        assertThat(actions(all.path("actuator")))
                .contains("ssm:PutParameter", "sts:AssumeRole")
                .noneMatch(action -> action.startsWith("route53:") || action.startsWith("ecs:"));
    }

    @Test
    void theActuatorMayAssumeTheRolesAndTheyTrustIt() throws Exception {
        JsonNode all = written(withRoles(), ENVIRONMENT);

        JsonNode assuming = all.path("actuator")
                .path("Statement")
                .valueStream()
                .filter(statement -> statement.path("Action").toString().contains("sts:AssumeRole"))
                .findFirst()
                .orElseThrow();
        assertThat(assuming.path("Resource").toString()).isEqualTo("[\"" + DNS + "\",\"" + WORK + "\"]");
        assertThat(all.path("roles").path(DNS).path("trust").path("Statement").toString())
                .isEqualTo(
                        "[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + OWN + "\"},\"Action\":\"sts:AssumeRole\","
                                + "\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":[\"shop-42\"]}}}]");
        assertThat(all.path("roles")
                        .path(WORK)
                        .path("trust")
                        .path("Statement")
                        .path(0)
                        .has("Condition"))
                .isFalse();
    }

    @Test
    void withoutTheActuatorsRoleNoTrustCanBeWritten() {
        assertThatThrownBy(() -> IamPolicy.of(withRoles(), Holder.ACTUATOR, Map.of()))
                .hasMessageContaining("expected its ARN in SIGNALBOX_AWS_ROLE or AWS_ROLE_ARN");
    }

    @Test
    void withoutRolesThereIsOnePolicyAsBefore() throws Exception {
        JsonNode policy = written(topology("us-west-2", "", "", ""), Map.of());

        assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(actions(policy)).contains("ssm:PutParameter").doesNotContain("sts:AssumeRole");
    }

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
    @ParameterizedTest
    @CsvSource({
        "us-west-2, aws, us-east-1",
        "cn-north-1, aws-cn, cn-northwest-1",
        "us-gov-east-1, aws-us-gov, us-gov-west-1"
    })
    void arnsAreThoseOfThePartition(String region, String partition, String home) throws Exception {
        Topology topology = topology(region, "", "", "");
        JsonNode policy = written(topology, Map.of());

        assertThat(policy.path("Statement")
                        .valueStream()
                        .flatMap(statement -> statement.path("Resource").valueStream())
                        .map(JsonNode::asText)
                        .filter(resource -> !resource.equals("*")))
                .isNotEmpty()
                .allMatch(resource -> resource.startsWith("arn:" + partition + ":"));
        assertThat(Needs.route53Home(topology.services().getFirst())).isEqualTo(home);
    }
}
