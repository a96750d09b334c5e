package io.signalbox.probe.http;

import static io.signalbox.contract.topology.check.Check.Http.BODY_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.signalbox.contract.topology.check.Check;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n";

    @Test
    void readsABodyOfKnownLength() throws MalformedResponseException {
        var reader = read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nall ok and more", "ok");

        assertThat(reader.status()).isEqualTo(200);
        assertThat(reader.complete()).isTrue();
        assertThat(reader.bodyBytes()).isEqualTo(5);
        assertThat(reader.bodyMatches()).isFalse();
    }

    @Test
    void readsChunksWithExtensionsAndTrailers() throws MalformedResponseException {
        var reader = read(CHUNKED + "3;a=b\r\nall\r\nA\r\n is fine o\r\n1\r\nk\r\n0\r\nX: y\r\n\r\n", "ok");

        assertThat(reader.complete()).isTrue();
        assertThat(reader.bodyBytes()).isEqualTo(14);
        assertThat(reader.bodyMatches()).isTrue();
    }

    @Test
    void readsAnswersThatComeByteByByte() throws MalformedResponseException {
        String response = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + CHUNKED + "6\r\nook ok\r\n0\r\n\r\n";
        var reader = new ResponseReader(false, new BodyPattern("ok ok", BODY_LIMIT));
        for (byte b : response.getBytes(StandardCharsets.UTF_8)) {
            assertThat(reader.complete()).isFalse();
            reader.read(Unpooled.wrappedBuffer(new byte[] {b}));
        }

        assertThat(reader.complete()).isTrue();
        assertThat(reader.status()).isEqualTo(200);
        assertThat(reader.bodyMatches()).isTrue();
    }

    @Test
    void aBodyWithoutALengthEndsWithTheConnection() throws MalformedResponseException {
        var reader = read("HTTP/1.0 200 OK\nServer: old\n\nok", "ok");
        assertThat(reader.complete()).isFalse();

        reader.end();
        assertThat(reader.complete()).isTrue();
        assertThat(reader.bodyMatches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
            })
    void someAnswersHaveNoBody(String response) throws MalformedResponseException {
        assertThat(read(response, "").complete()).isTrue();
    }

    @Test
    void theAnswerToHeadHasNoBody() throws MalformedResponseException {
        var reader = new ResponseReader(true, new BodyPattern("", BODY_LIMIT));
        reader.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"));

        assertThat(reader.complete()).isTrue();
    }

    @Test
    void readsNoMoreOfABodyThanItsLimit() throws MalformedResponseException {
        String tooFar = "x".repeat(Check.Http.BODY_LIMIT) + "ok";
        var reader = read("HTTP/1.1 200 OK\r\n\r\n" + tooFar, "ok");

        assertThat(reader.complete()).isTrue();
        assertThat(reader.bodyBytes()).isEqualTo(Check.Http.BODY_LIMIT);
        assertThat(reader.bodyMatches()).isFalse();
    }

    @Test
    void findsATextThatBeginsAgainWithinItself() throws MalformedResponseException {
        assertThat(read("HTTP/1.1 200 OK\r\n\r\naabaabaaac", "aabaaac").bodyMatches())
                .isTrue();
        assertThat(read("HTTP/1.1 200 OK\r\n\r\naabaabaabac", "aabaaac").bodyMatches())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/2 200\r\n",
                "HTTP/1.1 2xx OK\r\n",
                "HTTP/1.1 2000\r\n",
                "HTTP/1.1 099 Low\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                CHUNKED + "zz\r\n"
            })
    void refusesWhatIsNoAnswer(String response) {
        assertThatThrownBy(() -> read(response, "")).isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void refusesAHeadWithoutEnd() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nX: " + "y".repeat(9_000), ""))
                .hasMessageContaining("8192");
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(12_000), ""))
                .hasMessageContaining("65536");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour",
                CHUNKED + "5\r\nfour"
            })
    void anAnswerThatBreaksOffIsNone(String response) throws MalformedResponseException {
        var reader = read(response, "");

        assertThatThrownBy(reader::end).hasMessageContaining("closed");
    }

    private static ResponseReader read(String response, String text) throws MalformedResponseException {
        var reader = new ResponseReader(false, new BodyPattern(text, BODY_LIMIT));
        reader.read(bytes(response));
        return reader;
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
