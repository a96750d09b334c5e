package io.signalbox.contract.topology.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Yaml;
import io.signalbox.contract.topology.check.Check.Http;
import io.signalbox.contract.topology.reader.TopologyReader.Result;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("TOKEN", "s3cret", "EMPTY", "", "ODD", "$1\\ ${TOKEN}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${TOKEN}           | s3cret",
                "a ${TOKEN} b       | a s3cret b",
                "${TOKEN}${TOKEN}   | s3crets3cret",
                "${TOKEN:other}     | s3cret",
                "${MISSING:other}   | other",
                "x${MISSING:}       | x",
                "x${EMPTY:other}    | x",
                "$TOKEN {x}         | $TOKEN {x}",
                "${ODD}             | $1\\ ${TOKEN}",
            })
    void standsForItsValue(String written, String expected) {
        var result = (Result.Read) Yaml.read(header(written), ENVIRONMENT);
        Http http = (Http) result.topology()
                .services()
                .getFirst()
                .preferred()
                .probes()
                .getFirst()
                .check();

        assertThat(http.headers()).containsEntry("X-Token", expected);
        assertThat(result.topology().toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${MISSING}      | the environment variable MISSING is not set",
                "${NOT OK}       | expected ${NAME} or ${NAME:default}, got \"${NOT OK}\"",
                "${TOKEN         | expected ${NAME} or ${NAME:default}, got \"${TOKEN\"",
            })
    void saysWhatCannotBeReplaced(String written, String problem) {
        assertThat(Yaml.problems(Yaml.read(header(written), ENVIRONMENT)))
                .containsExactly("14 services.orders.probes[0].http.headers.X-Token: " + problem);
    }

    @Test
    void neverShowsTheValue() {
        String text = Yaml.VALID
                .replaceAll(
                        "(name|priority|hostname|zone|ttl|path|status|quorum|mode): [^,{}\\n]+", "$1: \"\\${TOKEN}\"")
                .replaceAll("port: \\d+", "port: \"\\${TOKEN}\"")
                .replace("192.0.2.10", "\"${TOKEN}\"");

        assertThat(Yaml.problems(Yaml.read(text, ENVIRONMENT)))
                .hasSizeGreaterThan(10)
                .allSatisfy(problem -> assertThat(problem).doesNotContain("s3cret"));
    }

    private static String header(String value) {
        return Yaml.with("path: /healthz", "headers: {X-Token: '" + value + "'}");
    }
}
