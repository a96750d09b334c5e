package io.signalbox.probe.http;

import static io.signalbox.probe.sites.Http2Frames.CONTINUATION;
import static io.signalbox.probe.sites.Http2Frames.DATA;
import static io.signalbox.probe.sites.Http2Frames.END_HEADERS;
import static io.signalbox.probe.sites.Http2Frames.GOAWAY;
import static io.signalbox.probe.sites.Http2Frames.HEADERS;
import static io.signalbox.probe.sites.Http2Frames.PADDED;
import static io.signalbox.probe.sites.Http2Frames.PING;
import static io.signalbox.probe.sites.Http2Frames.PRIORITY;
import static io.signalbox.probe.sites.Http2Frames.PUSH_PROMISE;
import static io.signalbox.probe.sites.Http2Frames.RST_STREAM;
import static io.signalbox.probe.sites.Http2Frames.SETTINGS;
import static io.signalbox.probe.sites.Http2Frames.STREAM;
import static io.signalbox.probe.sites.Http2Frames.WINDOW_UPDATE;
import static io.signalbox.probe.sites.Http2Frames.encoded;
import static io.signalbox.probe.sites.Http2Frames.frame;
import static io.signalbox.probe.sites.Http2Frames.headers;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.grpc.GrpcHealthProtocol;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames that break the rules of HTTP/2, or that have no end, towards HTTP and gRPC checks. */
class HostileHttp2Test {

    private static final Probing PROBING = new Probing();
    private static final int UNKNOWN = 0xBB;

    /** One hostile behaviour: frames to say first, and one to repeat without end. */
    enum Behaviour {
        SETTINGS_FLOOD("more than 256 frames besides data", () -> frame(SETTINGS, 0, 0, new byte[6 * 100])),
        PING_FLOOD("more than 256 frames besides data", () -> frame(PING, 0, 0, new byte[8])),
        PRIORITY_FLOOD(
                "more than 256 frames besides data", () -> frame(PRIORITY, 0, STREAM, new byte[] {0, 0, 0, 1, 9})),
        WINDOW_FLOOD("more than 256 frames besides data", () -> frame(WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 0, 1})),
        UNKNOWN_FLOOD("more than 256 frames besides data", () -> frame(UNKNOWN, 0, 0, new byte[3])),
        GOAWAY_FLOOD(
                "more than 256 frames besides data",
                () -> frame(GOAWAY, 0, 0, new byte[] {127, -1, -1, -1, 0, 0, 0, 0})),
        INTERIM_FLOOD("more than 256 frames besides data", () -> frame(HEADERS, END_HEADERS, STREAM, headers("103"))),
        RST_FLOOD("PROTOCOL_ERROR", () -> frame(RST_STREAM, 0, 5, new byte[4])),
        CONTINUATION_FLOOD(
                "bytes without an end",
                () -> frame(HEADERS, 0, STREAM, headers("200")),
                () -> frame(CONTINUATION, 0, STREAM, new byte[0])),
        CONTINUATION_BYTES(
                "HTTP/2",
                () -> frame(HEADERS, 0, STREAM, headers("200")),
                () -> frame(
                        CONTINUATION,
                        0,
                        STREAM,
                        encoded(new DefaultHttp2Headers(false).add("x-a", "a".repeat(8_000))))),
        HEADER_LIST_BOMB("HTTP/2", HostileHttp2Test::bomb),
        EMPTY_DATA_FLOOD("HTTP/2", HostileHttp2Test::ok, () -> frame(DATA, 0, STREAM, new byte[0])),
        PADDING_FLOOD("bytes without an end", HostileHttp2Test::ok, () -> frame(DATA, PADDED, STREAM, padding())),
        ZERO_WINDOW_UPDATE("PROTOCOL_ERROR", () -> frame(WINDOW_UPDATE, 0, 0, new byte[4])),
        WINDOW_OVERFLOW("FLOW_CONTROL_ERROR", () -> frame(WINDOW_UPDATE, 0, 0, new byte[] {127, -1, -1, -1})),
        HUGE_WINDOW_SETTING("FLOW_CONTROL_ERROR", () -> frame(SETTINGS, 0, 0, new byte[] {0, 4, -1, -1, -1, -1})),
        TINY_FRAME_SETTING("PROTOCOL_ERROR", () -> frame(SETTINGS, 0, 0, new byte[] {0, 5, 0, 0, 0, 1})),
        PUSH("PROTOCOL_ERROR", () -> frame(PUSH_PROMISE, END_HEADERS, STREAM, new byte[] {0, 0, 0, 2})),
        HUGE_FRAME("FRAME_SIZE_ERROR", () -> new byte[] {-1, -1, -1, DATA, 0, 0, 0, 0, STREAM}),
        DATA_ELSEWHERE("PROTOCOL_ERROR", () -> frame(DATA, 0, 5, new byte[10])),
        STATUS_WITH_SIGN("", () -> frame(HEADERS, END_HEADERS, STREAM, headers("+200"))),
        STATUS_TOO_LONG("", () -> frame(HEADERS, END_HEADERS, STREAM, headers("2000")));

        private final String detail;
        private final Supplier<byte[]> first;
        private final Supplier<byte[]> again;

        Behaviour(String detail, Supplier<byte[]> again) {
            this(detail, () -> new byte[0], again);
        }

        Behaviour(String detail, Supplier<byte[]> first, Supplier<byte[]> again) {
            this.detail = detail;
            this.first = first;
            this.again = again;
        }

        private Site site() {
            byte[] flood = again.get();
            return new Site(socket -> {
                var out = socket.getOutputStream();
                out.write(frame(SETTINGS, 0, 0, new byte[0]));
                // Its own frames are only valid after the request.
                socket.getInputStream().readNBytes(24);
                readHeaders(socket.getInputStream());
                Thread.ofVirtual().start(() -> {
                    try {
                        Site.hang(socket);
                    } catch (IOException _) {
                        // The prober has hung up.
                    }
                });
                out.write(first.get());
                while (true) {
                    out.write(flood);
                }
            });
        }
    }

    private static void readHeaders(InputStream in) throws IOException {
        byte[] head = in.readNBytes(9);
        while (head.length == 9 && head[3] != HEADERS) {
            in.skipNBytes((head[0] & 0xFF) << 16 | (head[1] & 0xFF) << 8 | head[2] & 0xFF);
            head = in.readNBytes(9);
        }
    }

    private static byte[] padding() {
        var padded = new byte[256];
        padded[0] = (byte) 254;
        return padded;
    }

    private static byte[] ok() {
        return frame(HEADERS, END_HEADERS, STREAM, headers("200", "content-type", "application/grpc"));
    }

    /** One large header in the dynamic table, and thousands of references to it of one byte each. */
    private static byte[] bomb() {
        var value = "a".repeat(3_900);
        var block = Unpooled.buffer();
        block.writeBytes(headers("200"));
        block.writeByte(0x40).writeByte(1).writeByte('x');
        block.writeByte(0x7F).writeByte(0xBD).writeByte(0x1D).writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        var references = new byte[8_000];
        Arrays.fill(references, (byte) 0xBE);
        block.writeBytes(references);
        return frame(HEADERS, END_HEADERS, STREAM, ByteBufUtil.getBytes(block));
    }

    @AfterAll
    static void close() {
        PROBING.close();
    }

    private static void assertEnds(Behaviour behaviour, ProbeResult.Failed failed) {
        assertThat(failed.cause()).as(failed.detail()).isIn(Cause.PROTOCOL_ERROR, Cause.RESET);
        assertThat(failed.detail()).contains(behaviour.detail);
    }

    @ParameterizedTest
    @EnumSource
    void anHttpCheckEndsBeforeItsTimeout(Behaviour behaviour) {
        try (var site = behaviour.site()) {
            assertEnds(
                    behaviour,
                    failed(PROBING.http(new Http(site.port()).version2().check(), PATIENT)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGrpcCheckEndsBeforeItsTimeout(Behaviour behaviour) {
        try (var site = behaviour.site()) {
            var check = new Check.Grpc(site.port(), false, Http.HOST, Http.HOST, "", Tls.Files.NONE);
            var protocol = new GrpcHealthProtocol(check, PATIENT);
            assertEnds(behaviour, failed(PROBING.probe(site.port(), protocol, PATIENT)));
        }
    }
}
