package io.signalbox.decision.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceScanTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"run\":\"a\",\"sequence\":42,\"ageMicros\":1500} | 42",
                "{\"sequence\":7} | 7",
                "{\"sequence\":123456789012345678} | 123456789012345678",
                "{\"sequence\":1234567890123456789} | -1",
                "{\"sequence\":-3} | -1",
                "{\"sequence\":\"9\"} | -1",
                "{\"sequence\": | -1",
                "{\"sequences\":5} | -1",
                "{\"seque | -1",
                "{} | -1",
            })
    void findsTheNumber(String value, long expected) {
        assertThat(SequenceScan.of(value.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    }
}
