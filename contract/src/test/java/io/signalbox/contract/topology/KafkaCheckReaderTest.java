package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Kafka;
import io.signalbox.contract.topology.check.Tls;
import java.util.List;
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
        assertThat(kafka("{}")).isEqualTo(new Kafka(9092, null, null, 1));
        assertThat(kafka("{port: 9093, secure: true, topic: a.b_c-d, minInSync: 2}"))
                .isEqualTo(new Kafka(9093, new Tls("", Tls.Files.NONE, List.of()), "a.b_c-d", 2));
    }

    @Test
    void readsWhomItTrustsAndWhatItShows() {
        var files = new Tls.Files("/ca.pem", "/prober.pem", "/prober.key");

        assertThat(kafka(
                                "{secure: true, tls: {trust: /ca.pem, clientCertificate: /prober.pem, clientKey: /prober.key}}")
                        .tls())
                .isEqualTo(new Tls("", files, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{minInSync: 2}           | minInSync: expected a topic whose replicas are meant, got none",
                "{topic: ..}              | topic: expected a topic of 1 to 249 letters, digits, '.', '_' and '-', got"
                        + " \"..\"",
                "{tls: {trust: /ca.pem}}  | tls: expected secure: true beside it",
                "{topic: a, minInSync: 0} | minInSync: expected a number from 1 to 100, got \"0\""
            })
    void saysWhatIsWrong(String kafka, String problem) {
        assertThat(Yaml.problems(with(kafka))).contains("15 services.orders.probes[1].kafka." + problem);
    }
}
