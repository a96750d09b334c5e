package io.signalbox.probe.http;

import static io.signalbox.contract.topology.check.Check.Http.BODY_LIMIT;
import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that break the rules of HTTP/1.1, or that have no end. */
class HostileHttpTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private static ResponseReader read(String response) throws MalformedResponseException {
        var reader = new ResponseReader(false, new BodyPattern("ok", BODY_LIMIT));
        reader.read(Unpooled.copiedBuffer(response, StandardCharsets.ISO_8859_1));
        return reader;
    }

    private static void assertRefused(String response, String detail) {
        assertThatThrownBy(() -> read(response))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-0", "-1", "+5", "0x5", "5 5", "", ";a=b", "FFFFFFFFFFFFFFFFF", "8000000000000000", "\u00b2"})
    void aChunkSizeIsAHexadecimalNumber(String size) {
        assertRefused(CHUNKED + size + "\r\n", "a chunk size that is not a number, or too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "-1", "+5", "5, 5", "5.0", "", "99999999999999999999", "\u00b2"})
    void aContentLengthIsANumber(String length) {
        assertRefused(OK + "Content-Length: " + length + "\r\n\r\n", "a content-length that is not a number");
    }

    @Test
    void aHugeLengthIsReadUpToTheLimitOnly() throws MalformedResponseException {
        var known = read(OK + "Content-Length: 9223372036854775807\r\n\r\n" + "x".repeat(2 * BODY_LIMIT));
        var chunked = read(CHUNKED + "7FFFFFFFFFFFFFFF\r\n" + "x".repeat(2 * BODY_LIMIT));

        assertThat(known.complete()).isTrue();
        assertThat(known.bodyBytes()).isEqualTo(BODY_LIMIT);
        assertThat(chunked.complete()).isTrue();
        assertThat(chunked.bodyBytes()).isEqualTo(BODY_LIMIT);
    }

    @Test
    void contentLengthsMustAgree() throws MalformedResponseException {
        assertRefused(OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n", "two different content-lengths");
        assertThat(read(OK + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok").bodyMatches())
                .isTrue();
    }

    @Test
    void anInterimResponseSaysNothingOfTheBody() throws MalformedResponseException {
        var reader = read("HTTP/1.1 103 Early\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n" + OK
                + "Content-Length: 2\r\n\r\nok");

        assertThat(reader.complete()).isTrue();
        assertThat(reader.bodyMatches()).isTrue();
    }

    @Test
    void aChunkEndsWhereItsSizeSays() {
        assertRefused(CHUNKED + "2\r\nokay\r\n0\r\n\r\n", "a chunk that is longer than its size");
    }

    @Test
    void aBodyInChunksOfOneByteIsRead() throws MalformedResponseException {
        var reader = read(CHUNKED + "1\r\nx\r\n".repeat(20_000) + "2\r\nok\r\n0\r\n\r\n");

        assertThat(reader.complete()).isTrue();
        assertThat(reader.bodyBytes()).isEqualTo(20_002);
        assertThat(reader.bodyMatches()).isTrue();
    }

    @Test
    void chunkExtensionsAreLimited() {
        assertRefused(CHUNKED + ("1;" + "e".repeat(5_000) + "\r\nx\r\n").repeat(20), "between the chunks of 13 bytes");
        assertRefused(CHUNKED + "1;" + "e".repeat(9_000), "a line of more than 8192 bytes");
        assertRefused(CHUNKED + "0".repeat(9_000) + "1\r\n", "a line of more than 8192 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Transfer-Encoding: chunked ", "Transfer-Encoding: gzip, Chunked", "Transfer-Encoding:chunked"})
    void theLastCodingDecidesWhetherABodyIsChunked(String header) throws MalformedResponseException {
        var reader = read(OK + header + "\r\n\r\n2\r\nok\r\n0\r\n\r\n");

        assertThat(reader.complete()).isTrue();
        assertThat(reader.bodyBytes()).isEqualTo(2);
    }

    @Test
    void aCodingThatOnlyEndsLikeChunkedIsAnother() throws MalformedResponseException {
        assertThat(read(OK + "Transfer-Encoding: unchunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")
                        .complete())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X\0: y", "Content-Length : 2", ": y", "no colon", "\u00e4: y", "a b: c", "X(): y"})
    void aHeaderHasAValidName(String header) {
        assertRefused(OK + header + "\r\n\r\n", "a header line without a valid name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\0", "X: y\rContent-Length: 0"})
    void aHeaderValueHidesNothing(String header) {
        assertRefused(OK + header + "\r\n\r\n", "a NUL or carriage return in a header value");
    }

    @Test
    void aFoldedHeaderIsOneHeader() throws MalformedResponseException {
        var reader = read(OK + "X-Note: a\r\n Content-Length: 1\r\n\tb\r\nContent-Length:\r\n 2\r\n\r\nok");

        assertThat(reader.complete()).isTrue();
        assertThat(reader.bodyBytes()).isEqualTo(2);
        assertRefused(OK + "X: y\r\n" + " z\r\n".repeat(5_000), "a line of more than 8192 bytes");
        assertRefused(OK + " Content-Length: 2\r\n\r\n", "a header line without a valid name");
    }

    @Test
    void headersTrailersAndInterimResponsesAreLimitedTogether() {
        String limit = "more than 65536 bytes of header";
        assertRefused("HTTP/1.1 100 Continue\r\n\r\n".repeat(3_000), limit);
        assertRefused("HTTP/1.1 103 Early\r\nLink: x\r\n\r\n".repeat(3_000), limit);
        assertRefused(OK + "X: y\r\n".repeat(12_000), limit);
        assertRefused(CHUNKED + "0\r\n" + "X: y\r\n".repeat(12_000), limit);
    }

    @Test
    void whatNeverEndsEndsAtALimit() {
        byte[] body = (OK + "\r\n" + "x".repeat(4_000)).getBytes(StandardCharsets.UTF_8);
        try (var probing = new Probing();
                var fast = new Site(socket -> {
                    while (true) {
                        socket.getOutputStream().write(body);
                    }
                });
                var interim = new Site(socket -> {
                    while (true) {
                        socket.getOutputStream().write("HTTP/1.1 102 Wait\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    }
                });
                var slow = new Site(socket -> {
                    socket.getOutputStream().write((CHUNKED + "1\r\n").getBytes(StandardCharsets.UTF_8));
                    Site.hang(socket);
                })) {
            assertThat(failed(probing.http(Probing.get(fast.port(), "ok", false), PATIENT))
                            .detail())
                    .isEqualTo("expected text not in the 65536 bytes of body read");
            assertThat(cause(probing.http(interim.port(), PATIENT))).isEqualTo(Cause.PROTOCOL_ERROR);
            assertThat(cause(probing.http(slow.port(), IMPATIENT))).isEqualTo(Cause.TIMEOUT_TOTAL);
        }
    }
}
