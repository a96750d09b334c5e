package io.signalbox.contract.topology.reader.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Yaml;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckReaderTest {

    private static final String KINDS = String.join(", ", CheckReader.KINDS);

    private static void problem(String from, String to, String problem) {
        assertThat(Yaml.problems(Yaml.with(from, to))).containsExactly(problem);
    }

    @Test
    void aProbeIsOfOneKind() {
        problem(
                "interval: 1s",
                "interval: 1s, tcp: {port: 1}",
                "14 services.orders.probes[0]: expected one of " + KINDS + ", got http and tcp");
    }

    @Test
    void aProbeIsOfAKind() {
        problem(", tcp: {port: 8080}", "", "15 services.orders.probes[1]: expected one of " + KINDS + ", got none");
    }

    private static final Map<String, String> OF_EACH_KIND = Map.ofEntries(
            Map.entry("http", "{}"),
            Map.entry("tcp", "{port: 8080}"),
            Map.entry("tls", "{port: 8443}"),
            Map.entry("redis", "{}"),
            Map.entry("postgres", "{}"),
            Map.entry("mysql", "{}"),
            Map.entry("mqtt", "{}"),
            Map.entry("websocket", "{}"),
            Map.entry("grpc", "{port: 9090}"),
            Map.entry("dns", "{}"),
            Map.entry("kafka", "{}"),
            Map.entry("heartbeat", "{timeout: 1h}"),
            Map.entry("cloudwatch-alarm", "{region: us-west-2, name: errors}"),
            Map.entry("calculated", "{of: [health], atLeast: 1}"));

    @Test
    void aCheckIsNamedByTheKeyOfItsKind() {
        assertThat(OF_EACH_KIND.keySet()).containsExactlyInAnyOrderElementsOf(CheckReader.KINDS);
        OF_EACH_KIND.forEach(
                (key, entry) -> assertThat(Yaml.topology(Yaml.with("tcp: {port: 8080}", key + ": " + entry))
                                .services()
                                .getFirst()
                                .preferred()
                                .probes()
                                .getLast()
                                .check()
                                .kind())
                        .isEqualTo(key));
    }

    @Test
    void theKindsAreAmongTheKeys() {
        problem(
                "interval: 1s",
                "intervall: 1s",
                "14 services.orders.probes[0].intervall: unknown key, expected one of name, watchOnly, readiness, "
                        + KINDS
                        + ", interval, timeout, fastInterval, fall, rise, window, timeouts, addressFamily, addresses");
    }
}
