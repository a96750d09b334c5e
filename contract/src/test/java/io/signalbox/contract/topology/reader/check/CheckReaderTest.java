package io.signalbox.contract.topology.reader.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Yaml;
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
