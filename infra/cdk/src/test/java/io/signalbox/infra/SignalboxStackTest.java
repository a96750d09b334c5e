package io.signalbox.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.contract.topology.needs.IamPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stacks of Signalbox itself beside each example. */
class SignalboxStackTest {

    private static final Path ROOT = Path.of("../..");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern POLICY = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @EnumSource
    void eachRegionHasTheServicesThatTheTopologyPutsThere(Example example) throws Exception {
        Topology topology = example.topology(ROOT);
        Set<String> cells = new TreeSet<>();
        topology.cells().forEach(cell -> cells.add(cell.name().value()));
        Set<String> vantages = new TreeSet<>();
        topology.vantages().forEach(vantage -> vantages.add(vantage.value()));
        Set<String> all = new TreeSet<>(cells);
        all.addAll(vantages);

        assertThat(signalbox(example)).extracting(Template::region).containsExactlyElementsOf(all);
        assertThat(signalbox(example)).allSatisfy(template -> {
            List<String> services =
                    template.texts("AWS::ECS::Service", "ServiceName").toList();
            assertThat(services.contains("probe")).isEqualTo(vantages.contains(template.region()));
            assertThat(services.containsAll(List.of("decision-1", "decision-2", "actuator")))
                    .isEqualTo(cells.contains(template.region()));
            assertThat(environment(template, "SIGNALBOX_CELL")).allMatch(template.region()::equals);
            assertThat(environment(template, "SIGNALBOX_VANTAGE")).allMatch(template.region()::equals);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theBrokersAreThoseOfTheTopology(Example example) throws Exception {
        Topology topology = example.topology(ROOT);
        String text = Files.readString(example.folder(ROOT).resolve("topology.yaml"));

        assertThat(signalbox(example))
                .allSatisfy(template -> assertThat(topology.cells()).allSatisfy(cell -> {
                    String variable = "KAFKA_"
                            + cell.name().value().toUpperCase(Locale.ROOT).replace('-', '_');
                    assertThat(text).contains("${" + variable + ":" + cell.bootstrap() + "}");
                    assertThat(template.root().toString()).contains("{\"Name\":\"" + variable + "\"");
                    assertThat(template.root().path("Parameters").toString())
                            .contains("\"Default\":\"" + cell.bootstrap() + "\"");
                }));
    }

    @ParameterizedTest
    @EnumSource
    void theActuatorHasThePolicyOfMakeIamAndNothingElseHasOne(Example example) throws Exception {
        JsonNode written = JSON.readTree(IamPolicy.of(example.topology(ROOT), Holder.ACTUATOR, Map.of()));

        assertThat(signalbox(example)).allSatisfy(template -> assertThat(
                        template.resources("AWS::IAM::Role").filter(role -> role.has("RoleName")))
                .allSatisfy(role -> {
                    JsonNode policies = role.path("Policies");
                    if (role.path("RoleName").asText().equals("signalbox-actuator-" + template.region())) {
                        assertThat(policies).hasSize(1);
                        assertThat(policies.at("/0/PolicyDocument")).isEqualTo(written);
                    } else {
                        assertThat(policies).isEmpty();
                    }
                }));
    }

    @Test
    void thePolicyOfThePilotLightIsTheCommittedOne() throws Exception {
        JsonNode committed =
                JSON.readTree(ROOT.resolve("infra/iam/pilot-light.json").toFile());

        assertThat(signalbox(Example.PILOT_LIGHT).stream()
                        .flatMap(template -> template.resources("AWS::IAM::Role"))
                        .filter(role -> role.path("RoleName").asText().startsWith("signalbox-actuator-"))
                        .map(role -> role.at("/Policies/0/PolicyDocument")))
                .hasSize(2)
                .allMatch(committed::equals);
    }

    @Test
    void thePolicyAtMskIsTheDocumentedOne() throws Exception {
        var page = POLICY.matcher(Files.readString(ROOT.resolve("docs/kafka-security.md")));
        assertThat(page.find()).isTrue();
        Template template = signalbox(Example.IOT_CORE).stream()
                .filter(each -> each.region().equals("eu-west-1"))
                .findFirst()
                .orElseThrow();

        JsonNode made = template.root().at("/Resources/ActuatorAtKafkaClusterEuWest1/Properties/PolicyDocument");
        String plain = made.toString()
                .replaceAll("\\{\"Fn::Sub\":(\"[^\"]*\")}", "$1")
                .replace("${AWS::Partition}", "aws")
                .replace("${AWS::AccountId}", "123456789012")
                .replace("${KafkaClusterEuWest1}", "cell/0a1b2c3d");
        assertThat(pairs(JSON.readTree(plain))).isEqualTo(pairs(JSON.readTree(page.group(1))));
    }

    @ParameterizedTest
    @EnumSource
    void eachSecretThatATaskReadsIsAllowedToItAlone(Example example) throws Exception {
        Pattern secret = Pattern.compile("secret:(signalbox/[A-Za-z0-9/.-]+?)(?::(?:username|password)::|-\\?{6}|)\"");

        assertThat(signalbox(example)).allSatisfy(template -> {
            for (Map.Entry<String, JsonNode> resource :
                    template.root().path("Resources").properties()) {
                if (resource.getKey().endsWith("Task")) {
                    String role = resource.getValue()
                            .at("/Properties/ExecutionRoleArn/Fn::GetAtt/0")
                            .asText();
                    assertThat(found(secret, template.root().path("Resources").path(role)))
                            .isNotEmpty()
                            .isEqualTo(found(secret, resource.getValue()));
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void eachSettingIsADocumentedOne(Example example) throws Exception {
        String settings = Files.readString(ROOT.resolve("docs/settings.md"))
                + Files.readString(ROOT.resolve("docs/kafka-security.md"));
        String topology = Files.readString(example.folder(ROOT).resolve("topology.yaml"));

        Set<String> names = new TreeSet<>();
        signalbox(example).forEach(template -> containers(template)
                .flatMap(container -> container.path("Environment").valueStream())
                .forEach(variable -> names.add(variable.path("Name").asText())));
        assertThat(names)
                .contains("SIGNALBOX_TOPOLOGY")
                .allMatch(name -> settings.contains("`" + name + "`") || topology.contains("${" + name + ":"));
    }

    private static List<Template> signalbox(Example example) throws Exception {
        return Template.of(example, ROOT).stream()
                .filter(template -> template.name().startsWith("signalbox-"))
                .filter(template -> !template.name().startsWith("signalbox-kafka-"))
                .toList();
    }

    private static Stream<JsonNode> containers(Template template) {
        return template.resources("AWS::ECS::TaskDefinition")
                .flatMap(task -> task.path("ContainerDefinitions").valueStream());
    }

    private static Stream<String> environment(Template template, String name) {
        return containers(template)
                .flatMap(container -> container.path("Environment").valueStream())
                .filter(variable -> variable.path("Name").asText().equals(name))
                .map(variable -> variable.path("Value").asText());
    }

    private static Set<String> found(Pattern pattern, JsonNode node) {
        var found = new TreeSet<String>();
        pattern.matcher(node.toString()).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    private static Set<String> pairs(JsonNode policy) {
        var pairs = new TreeSet<String>();
        for (JsonNode statement : policy.path("Statement")) {
            for (JsonNode action : statement.path("Action")) {
                texts(statement.path("Resource")).forEach(resource -> pairs.add(resource + " " + action.asText()));
            }
        }
        return pairs;
    }

    private static List<String> texts(JsonNode one) {
        return one.isArray() ? one.valueStream().map(JsonNode::asText).toList() : List.of(one.asText());
    }
}
