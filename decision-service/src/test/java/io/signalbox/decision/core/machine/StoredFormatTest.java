package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contract.Codec;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.UnreadableException;
import io.signalbox.contract.Verdict;
import io.signalbox.decision.core.Orders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored outlives the code that stored it: each published version has a file here, which is never edited. */
class StoredFormatTest {

    private static final Codec<ServiceState> STATES = Codec.of(ServiceState.class);

    private record Sample(String file, ServiceState state) {
        @Override
        public String toString() {
            return file;
        }
    }

    private static Stream<Sample> samples() {
        return Stream.of(
                new Sample(
                        "state-steady-v1.json", Story.steady(Orders.topology()).state()),
                new Sample(
                        "state-moving-v1.json",
                        Story.steady(Orders.topology()).sees(EAST, Verdict.DOWN).state()),
                new Sample(
                        "state-proving-v1.json",
                        Story.steady(Orders.topology())
                                .sees(EAST, Verdict.DOWN)
                                .accepted()
                                .state()),
                new Sample(
                        "state-awaiting-leave-v1.json",
                        Story.steady(Orders.topology())
                                .orders(new Directive.Freeze(null))
                                .sees(EAST, Verdict.DOWN)
                                .state()),
                new Sample("state-stuck-v1.json", stuck().state()),
                new Sample(
                        "state-overridden-v1.json",
                        Story.steady(Orders.topology())
                                .orders(new Directive.Override(WEST, null, false, false))
                                .accepted()
                                .done()
                                .state()));
    }

    private static Story stuck() {
        Story story = Story.steady(Orders.topology()).sees(EAST, Verdict.DOWN);
        return story.answers(
                new Refused(Refusal.DRIFT, "A was changed"), story.last().expected());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWrittenAsPublished(Sample sample) throws IOException {
        JsonNode written = Codec.mapper().readTree(STATES.write(sample.state()));
        assertThat(written).isEqualTo(Codec.mapper().readTree(published(sample.file())));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadAsItWas(Sample sample) throws IOException, UnreadableException {
        assertThat(STATES.read(published(sample.file()))).isEqualTo(sample.state());
    }

    @Test
    void anUnknownVersionIsRefused() throws IOException {
        String newest = new String(published("state-steady-v1.json"), StandardCharsets.UTF_8);
        byte[] newer = newest.replaceFirst("\"v\" : 1", "\"v\" : 2").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> STATES.read(newer))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("version 2 is not known here");
    }

    private static byte[] published(String file) throws IOException {
        try (InputStream in = StoredFormatTest.class.getResourceAsStream("/golden/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }
}
