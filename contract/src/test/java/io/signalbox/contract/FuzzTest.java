package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.fuzz.Corpus;
import io.signalbox.fuzz.FuzzedParser;
import io.signalbox.fuzz.Fuzzing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kept inputs and a few thousand broken ones; {@code make fuzz} makes more. */
class FuzzTest {

    private static final Corpus KEPT = new Corpus(Path.of("src/test/resources/fuzz"));
    private static final int EXECUTIONS = 3_000;

    static List<FuzzedParser> parsers() {
        return new ContractParsers().parsers();
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void everyParserEndsAsItDeclares(FuzzedParser parser) {
        assertThat(Fuzzing.briefly(parser, KEPT, EXECUTIONS).keySet()).isEmpty();
    }
}
