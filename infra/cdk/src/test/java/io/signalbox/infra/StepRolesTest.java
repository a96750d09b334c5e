package io.signalbox.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.contract.topology.needs.IamPolicy;
import io.signalbox.infra.stack.ExampleTopology;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The roles that the environments of active-passive-ecs name. */
class StepRolesTest {

    private static final Path ROOT = Path.of("../..");
    private static final String ACTUATOR = "arn:aws:iam::999999999999:role/actuator";

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void eachRoleOfTheEnvironmentHasThePolicyOfMakeIam(String environment) throws Exception {
        Topology topology = ExampleTopology.read(
                Example.ACTIVE_PASSIVE_ECS.folder(ROOT).resolve("environments/" + environment + ".yaml"));
        JsonNode written =
                new ObjectMapper().readTree(IamPolicy.of(topology, Holder.ACTUATOR, Map.of("AWS_ROLE_ARN", ACTUATOR)));
        Template template = Template.of(Example.ACTIVE_PASSIVE_ECS, ROOT).stream()
                .filter(each -> each.name().equals("roles-" + environment))
                .findFirst()
                .orElseThrow();

        assertThat(topology.roles()).extracting(AwsRole::arn).hasSize(2).allSatisfy(arn -> {
            JsonNode role = template.resources("AWS::IAM::Role")
                    .filter(each ->
                            arn.endsWith(":role/" + each.path("RoleName").asText()))
                    .findFirst()
                    .orElseThrow();
            assertThat(role.at("/Policies/0/PolicyDocument"))
                    .isEqualTo(written.at("/roles").path(arn).path("policy"));
            assertThat(role.at("/AssumeRolePolicyDocument").toString())
                    .isEqualTo(ordered(written.at("/roles").path(arn).path("trust"))
                            .replace("\"" + ACTUATOR + "\"", "{\"Ref\":\"ActuatorRoleArn\"}"));
        });
    }

    private static String ordered(JsonNode document) {
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(new ObjectMapper().convertValue(document, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
