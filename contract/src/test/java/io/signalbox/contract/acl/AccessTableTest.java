package io.signalbox.contract.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Topics;
import io.signalbox.contract.acl.Grant.Operation;
import io.signalbox.contract.acl.Grant.Resource;
import io.signalbox.contract.name.VantageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccessTableTest {

    private static final List<VantageName> VANTAGES =
            List.of(new VantageName("us-east-1"), new VantageName("eu-west-1"));
    private static final List<Principal> ALL = AccessTable.of(VANTAGES);

    @Test
    void theDocumentHasTheSameTable() throws Exception {
        var rows = new ArrayList<String>();
        for (Principal principal : AccessTable.of(List.of(new VantageName("vantage")))) {
            for (Grant grant : principal.grants()) {
                rows.add("| `%s` | %s `%s%s` | %s |"
                        .formatted(
                                principal.name().replace("-vantage", "-<vantage>"),
                                grant.resource().option(),
                                grant.name().replace(".vantage", ".<vantage>"),
                                grant.prefix() ? "*" : "",
                                grant.operations().stream()
                                        .map(Operation::toString)
                                        .collect(Collectors.joining(", "))));
            }
        }
        String text = Files.readString(Path.of("../docs/kafka-security.md"));
        assertThat(text.lines().filter(line -> line.matches("\\| `[a-z<>-]+` \\| (topic|group|transactional-id) .*")))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void eachTopicIsWrittenByThePrincipalWhoseRecordsItHas() {
        assertThat(writers(Topics.observations(VANTAGES.getFirst()))).containsExactly("probe-us-east-1");
        assertThat(writers(Topics.COMMANDS)).containsExactly("decision");
        assertThat(writers(Topics.STATES)).containsExactly("decision");
        assertThat(writers(Topics.JOURNAL)).containsExactly("decision");
        assertThat(writers(Topics.DIRECTIVES)).containsExactly("decision");
        assertThat(writers(Topics.VERDICTS)).containsExactly("decision");
        assertThat(writers(Topics.OUTCOMES)).containsExactly("actuator");
        assertThat(writers(Topics.REJECTED)).containsExactly("decision", "actuator");
        assertThat(writers(Topics.HEARTBEATS)).containsExactly("probe-us-east-1", "probe-eu-west-1");
    }

    private static List<String> writers(String topic) {
        return ALL.stream()
                .filter(principal -> principal.may(Operation.WRITE, Resource.TOPIC, topic))
                .map(Principal::name)
                .toList();
    }

    /** The name of one vantage may be the begin of another one's. */
    @Test
    void aProberHasNoRightByAPrefix() {
        assertThat(AccessTable.prober(VANTAGES.getFirst()).grants()).noneMatch(Grant::prefix);
    }

    @Test
    void decisionCreatesEveryTopic() {
        assertThat(Topics.of(VANTAGES, 1)).allSatisfy(topic -> assertThat(
                        AccessTable.decision().may(Operation.CREATE, Resource.TOPIC, topic.name()))
                .as(topic.name())
                .isTrue());
    }

    @Test
    void kafkaAclsGetsOneCommandForEachRow() {
        assertThat(AclFormat.KAFKA_ACLS.write(ALL).lines().filter(line -> line.contains("--add")))
                .hasSize(ALL.stream()
                        .mapToInt(principal -> principal.grants().size())
                        .sum())
                .contains("\"$KAFKA_ACLS\" --bootstrap-server \"$BOOTSTRAP\" --command-config \"$ADMIN_CONFIG\" --add"
                        + " --allow-principal 'User:probe-us-east-1' --operation Write"
                        + " --topic 'signalbox.observations.us-east-1' --resource-pattern-type literal")
                .contains("\"$KAFKA_ACLS\" --bootstrap-server \"$BOOTSTRAP\" --command-config \"$ADMIN_CONFIG\" --add"
                        + " --allow-principal 'User:decision' --operation Write --operation Describe"
                        + " --transactional-id 'signalbox-decision-' --resource-pattern-type prefixed");
    }

    @Test
    void strimziGetsOneUserForEachPrincipal() {
        assertThat(AclFormat.STRIMZI.write(List.of(AccessTable.actuator()))).isEqualTo("""
                ---
                apiVersion: kafka.strimzi.io/v1beta2
                kind: KafkaUser
                metadata:
                  name: actuator
                  labels:
                    strimzi.io/cluster: my-cluster
                spec:
                  authentication:
                    type: tls
                  authorization:
                    type: simple
                    acls:
                      - resource: {type: topic, name: signalbox.commands, patternType: literal}
                        operations: [Read]
                      - resource: {type: topic, name: signalbox.outcomes, patternType: literal}
                        operations: [Write]
                      - resource: {type: topic, name: signalbox.rejected, patternType: literal}
                        operations: [Write]
                      - resource: {type: group, name: signalbox-actuator, patternType: literal}
                        operations: [Read]
                """);
    }
}
