package io.signalbox.probe.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.signalbox.probe.grpc.HealthMessages.Status;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthMessagesTest {

    private static Status read(String... hex) {
        var response = new HealthMessages.Response();
        for (String piece : hex) {
            response.read(Unpooled.wrappedBuffer(HexFormat.of().parseHex(piece)));
        }
        return response.status();
    }

    @Test
    void readsWhatComesInPiecesWithFieldsThatItDoesNotKnow() {
        assertThat(read("0000", "0000", "02", "08", "01")).isEqualTo(new Status.Serving());
        assertThat(read("0000000018" + "1203616263" + "2901020304050607083d010203041801" + "0801" + "78"))
                .isInstanceOf(Status.Unreadable.class);
        assertThat(read("0000000017" + "1203616263" + "2901020304050607083d010203041801" + "0801"))
                .isEqualTo(new Status.Serving());
    }

    @Test
    void nothingSaidIsUnknown() {
        assertThat(read("0000000000")).isEqualTo(new Status.Not("UNKNOWN"));
        assertThat(read("00000000020863")).isEqualTo(new Status.Not("without a name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00000000",
                "0000000002",
                "00000000020801ff",
                "01000000020801",
                "00000000010b",
                "000000000108",
                "000000000c12feffffffffffffffff010801",
                "00000000030aff01",
                "000000000b08ffffffffffffffffffff"
            })
    void tellsWhatIsNoAnswer(String hex) {
        assertThat(read(hex)).isInstanceOf(Status.Unreadable.class);
    }

    @Test
    void readsNoMoreThanAnAnswerCanHave() {
        assertThat(read("0000ffffff", "00".repeat(10_000))).isInstanceOf(Status.Unreadable.class);
    }
}
