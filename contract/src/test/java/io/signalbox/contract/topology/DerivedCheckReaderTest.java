package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Calculated;
import io.signalbox.contract.topology.check.Check.Heartbeat;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivedCheckReaderTest {

    private static String with(String check) {
        String port = "{name: port, tcp: {port: 8080}}\n";
        return Yaml.with(port, port + "      - {name: more, " + check + "}\n");
    }

    private static Check check(String check) {
        return Yaml.service(with(check)).preferred().probes().getLast().check();
    }

    @Test
    void readsHowLongAClientMayBeSilentAndHowManyMustPass() {
        assertThat(check("heartbeat: {timeout: 90s}")).isEqualTo(new Heartbeat(Duration.ofSeconds(90)));
        assertThat(check("calculated: {of: [health, port], atLeast: 2}"))
                .isEqualTo(new Calculated(List.of(new ProbeName("health"), new ProbeName("port")), 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heartbeat: {}                          | heartbeat.timeout: expected a duration from 1s to 168h such as"
                        + " 500ms, 5s, 10m or 1h, got nothing",
                "calculated: {of: [health]}             | calculated.atLeast: expected a number from 1 to 1, got nothing",
                "calculated: {of: [health], atLeast: 2} | calculated.atLeast: expected a number from 1 to 1, got \"2\"",
                "calculated: {of: [], atLeast: 1}       | calculated.of: expected at least one item, got an empty list",
                "calculated: {of: [port, port], atLeast: 1} | calculated.of: expected every name once",
                "calculated: {of: [more], atLeast: 1}   | calculated: expected probes of the same list that are not"
                        + " calculated themselves, got more",
                "calculated: {of: [lag], atLeast: 1}    | calculated: expected probes of the same list that are not"
                        + " calculated themselves, got lag"
            })
    void saysWhatIsWrong(String check, String problem) {
        assertThat(Yaml.problems(with(check))).contains("16 services.orders.probes[2]." + problem);
    }
}
