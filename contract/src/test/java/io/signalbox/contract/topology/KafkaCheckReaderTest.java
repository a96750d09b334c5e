package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Check.Kafka;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaCheckReaderTest {

    private static String with(String kafka) {
        return Yaml.with("tcp: {port: 8080}", "kafka: " + kafka);
    }

    private static Check kafka(String kafka) {
        return Yaml.service(with(kafka)).preferred().probes().getLast().check();
    }

    @Test
    void readsWhichTopicMustBeInSync() {
        assertThat(kafka("{}")).isEqualTo(new Kafka(9092, false, null, 1));
        assertThat(kafka("{port: 9093, secure: true, topic: a.b_c-d, minInSync: 2}"))
                .isEqualTo(new Kafka(9093, true, "a.b_c-d", 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{minInSync: 2}           | minInSync: expected a topic whose replicas are meant, got none",
                "{topic: ..}              | topic: expected a topic of 1 to 249 letters, digits, '.', '_' and '-', got"
                        + " \"..\"",
                "{topic: a, minInSync: 0} | minInSync: expected a number from 1 to 100, got \"0\""
            })
    void saysWhatIsWrong(String kafka, String problem) {
        assertThat(Yaml.problems(with(kafka))).contains("15 services.orders.probes[1].kafka." + problem);
    }
}
