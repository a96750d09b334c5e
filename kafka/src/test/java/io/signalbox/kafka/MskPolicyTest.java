package io.signalbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.acl.Grant;
import io.signalbox.contract.name.VantageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/kafka-security.md says of IAM policies follows from the rights of the access table. */
class MskPolicyTest {

    private static final Pattern ROW =
            Pattern.compile("\\| ([a-z-]+: [A-Za-z]+) \\| `([a-z-]+)` \\| ([A-Za-z, ]+) \\|");
    private static final Pattern POLICY = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
    private static final String ARN = "arn:aws:kafka:eu-west-1:123456789012:";
    private static final String CLUSTER = "/cell/0a1b2c3d";

    private static String page() throws Exception {
        return Files.readString(Path.of("../docs/kafka-security.md"));
    }

    /** Type and actions of each right. */
    private static Map<String, String> rows() throws Exception {
        return ROW.matcher(page())
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2) + ": " + row.group(3), (one, _) -> one, TreeMap::new));
    }

    private static String right(Grant grant, Grant.Operation operation) {
        return grant.resource().option() + ": " + operation;
    }

    @Test
    void eachRightThatSomebodyHasIsTranslated() throws Exception {
        var rights = new TreeSet<String>();
        AccessTable.of(List.of(new VantageName("eu-west-1")))
                .forEach(principal -> principal.grants().forEach(grant -> grant.operations()
                        .forEach(operation -> rights.add(right(grant, operation)))));
        assertThat(rows().keySet()).containsExactlyElementsOf(rights);
        rows().forEach((right, actions) ->
                assertThat(actions).as("its own type of resource").startsWith(right.replaceFirst(": .*", ": ")));
    }

    @Test
    void thePolicyOfTheActuatorIsWhatItsRightsAreTranslatedTo() throws Exception {
        var expected = new TreeSet<String>();
        for (String action : List.of("Connect", "WriteDataIdempotently")) {
            expected.add(ARN + "cluster" + CLUSTER + " kafka-cluster:" + action);
        }
        for (Grant grant : AccessTable.actuator().grants()) {
            for (Grant.Operation operation : grant.operations()) {
                String[] row = rows().get(right(grant, operation)).split(": ", 2);
                for (String action : row[1].split(", ", -1)) {
                    expected.add(ARN + row[0] + CLUSTER + "/" + grant.name() + " kafka-cluster:" + action);
                }
            }
        }
        var shown = new TreeSet<String>();
        var policy = POLICY.matcher(page());
        assertThat(policy.find()).isTrue();
        for (JsonNode statement : new ObjectMapper().readTree(policy.group(1)).path("Statement")) {
            for (JsonNode action : statement.path("Action")) {
                texts(statement.path("Resource")).forEach(resource -> shown.add(resource + " " + action.asText()));
            }
        }
        assertThat(shown).isEqualTo(expected);
    }

    /** One text, or a list of them. */
    private static List<String> texts(JsonNode one) {
        return one.isArray() ? one.valueStream().map(JsonNode::asText).toList() : List.of(one.asText());
    }
}
