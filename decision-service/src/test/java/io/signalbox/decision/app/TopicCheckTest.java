package io.signalbox.decision.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.Topics;
import io.signalbox.contract.name.VantageName;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

/** Nothing is decided on topics that are not as they must be, and each difference is named. */
class TopicCheckTest {

    private static final VantageName EAST = new VantageName("us-east-1");

    private final TopicCheck check = new TopicCheck((short) 3);

    private static Topics.Spec spec(String name) {
        return Topics.of(List.of(EAST), Topics.MANY).stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TopicDescription topic(String name, int partitions, int replicas) {
        var nodes = Collections.nCopies(replicas, new Node(1, "localhost", 9092));
        var all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartitionInfo(partition, nodes.getFirst(), nodes, nodes))
                .toList();
        return new TopicDescription(name, false, all);
    }

    private static Config config(Map<String, String> settings) {
        return new Config(settings.entrySet().stream()
                .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
                .toList());
    }

    private List<String> problems(String name, int partitions, int replicas, Map<String, String> changed) {
        var settings = new HashMap<>(check.settings(spec(name)));
        settings.putAll(changed);
        return check.problems(spec(name), topic(name, partitions, replicas), config(settings));
    }

    @Test
    void whatIsCreatedIsRight() {
        for (Topics.Spec spec : Topics.of(List.of(EAST), Topics.MANY)) {
            assertThat(problems(spec.name(), spec.partitions(), 3, Map.of())).isEmpty();
        }
    }

    @Test
    void freshnessNeedsTheAppendTimeOfTheBroker() {
        assertThat(problems(Topics.observations(EAST), 12, 3, Map.of("message.timestamp.type", "CreateTime")))
                .containsExactly(
                        "signalbox.observations.us-east-1: message.timestamp.type: expected LogAppendTime, found CreateTime;"
                                + " change it with kafka-configs.sh --alter --entity-type topics --entity-name"
                                + " signalbox.observations.us-east-1 --add-config message.timestamp.type=LogAppendTime");
    }

    @Test
    void oneWriterNeedsOnePartition() {
        assertThat(problems(Topics.VERDICTS, 3, 3, Map.of()))
                .singleElement()
                .asString()
                .startsWith("signalbox.verdicts: partitions: expected 1, found 3; delete the topic");
    }

    @Test
    void ordersAreNotCompactedAndStatesAre() {
        assertThat(problems(Topics.DIRECTIVES, 1, 3, Map.of("cleanup.policy", "compact")))
                .singleElement()
                .asString()
                .startsWith("signalbox.directives: cleanup.policy: expected delete, found compact");
        assertThat(problems(Topics.STATES, 1, 3, Map.of("cleanup.policy", "delete")))
                .singleElement()
                .asString()
                .startsWith("signalbox.states: cleanup.policy: expected compact, found delete");
    }

    @Test
    void heartbeatsOfChecksThatAreNoMoreGoInTime() {
        assertThat(check.settings(spec(Topics.HEARTBEATS)))
                .containsEntry("cleanup.policy", "compact,delete")
                .containsEntry(
                        "retention.ms", String.valueOf(Duration.ofDays(15).toMillis()));
        assertThat(problems(Topics.HEARTBEATS, 1, 3, Map.of("cleanup.policy", "delete,compact")))
                .isEmpty();
        assertThat(problems(Topics.HEARTBEATS, 1, 3, Map.of("cleanup.policy", "compact")))
                .isEmpty();
        assertThat(problems(Topics.HEARTBEATS, 1, 3, Map.of("cleanup.policy", "delete")))
                .singleElement()
                .asString()
                .startsWith("signalbox.heartbeats: cleanup.policy: expected compact,delete, found delete")
                .endsWith("cleanup.policy=[compact,delete]");
        assertThat(problems(Topics.VERDICTS, 1, 3, Map.of("cleanup.policy", "compact,delete")))
                .hasSize(1);
    }

    @Test
    void whatWasAcknowledgedSurvivesTheLossOfABroker() {
        assertThat(problems(Topics.JOURNAL, 1, 3, Map.of("min.insync.replicas", "1")))
                .singleElement()
                .asString()
                .startsWith("signalbox.journal: min.insync.replicas: expected 2 or more, found 1");
        assertThat(problems(Topics.JOURNAL, 1, 1, Map.of()))
                .singleElement()
                .asString()
                .startsWith("signalbox.journal: replication factor: expected 3 or more, found 1");
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        assertThat(check.problems(spec(Topics.VERDICTS), topic(Topics.VERDICTS, 2, 1), config(Map.of())))
                .hasSize(5);
    }

    @Test
    void noTaskBeginsOnWrongTopics() {
        var gate = new TopicsGate();
        gate.checked(List.of("signalbox.verdicts: partitions: expected 1, found 3"));
        assertThatThrownBy(gate::run)
                .isInstanceOf(TopicsGate.WrongTopicsException.class)
                .hasMessageContaining("expected 1, found 3");
        assertThat(gate.problems()).hasSize(1);
    }

    @Test
    void tasksBeginOnRightTopics() {
        var gate = new TopicsGate();
        gate.checked(List.of());
        gate.run();
        assertThat(gate.problems()).isEmpty();
    }
}
