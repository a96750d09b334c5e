package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.reader.TopologyReader.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Arguments of steps that may be secrets: their variables are replaced where they are used, not where they are read. */
class SecretArgumentsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", "t0psecret", "BASE", "https://t0psecret");

    private static final String URL = "https://hooks.example.com/a";

    private static List<String> problems(String from, String to) {
        return Yaml.problems(Yaml.read(Yaml.fullWith(from, to), ENVIRONMENT));
    }

    private static String read(String from, String to) {
        return Yaml.read(Yaml.fullWith(from, to), ENVIRONMENT) instanceof Result.Read(Topology topology)
                ? topology.services().getFirst().plans().actions().toList().toString()
                : "";
    }

    @Test
    void theValueOfAVariableIsNotInTheTopology() {
        assertThat(read(URL, "https://hooks.example.com/${TOKEN}"))
                .contains("https://hooks.example.com/${TOKEN}")
                .doesNotContain("t0psecret");
        assertThat(read(URL, "${BASE}/a")).contains("${BASE}/a").doesNotContain("t0psecret");
        assertThat(read("value: \"6\"", "value: \"key=${TOKEN}\""))
                .contains("key=${TOKEN}")
                .doesNotContain("t0psecret");
    }

    @Test
    void aVariableNeedNotBeSetWhereTheTopologyIsRead() {
        assertThat(problems(URL, "https://hooks.example.com:${PORT_OF_NOBODY}/${TOKEN_OF_NOBODY:none}"))
                .isEmpty();
    }

    @Test
    void theFormIsCheckedAroundTheVariables() {
        assertThat(problems(URL, "ftp://hooks.example.com/${TOKEN}"))
                .singleElement()
                .asString()
                .contains("expected a URL with http or https and a host");
        assertThat(problems(URL, "https://hooks.example.com/${TOKEN"))
                .singleElement()
                .asString()
                .contains("expected ${NAME} or ${NAME:default}");
    }
}
