package io.signalbox.probe.fuzz;

import static io.signalbox.probe.fuzz.DialogueRun.input;
import static io.signalbox.probe.sites.Http2Frames.CONTINUATION;
import static io.signalbox.probe.sites.Http2Frames.DATA;
import static io.signalbox.probe.sites.Http2Frames.END_HEADERS;
import static io.signalbox.probe.sites.Http2Frames.END_STREAM;
import static io.signalbox.probe.sites.Http2Frames.GOAWAY;
import static io.signalbox.probe.sites.Http2Frames.HEADERS;
import static io.signalbox.probe.sites.Http2Frames.PING;
import static io.signalbox.probe.sites.Http2Frames.PRIORITY;
import static io.signalbox.probe.sites.Http2Frames.RST_STREAM;
import static io.signalbox.probe.sites.Http2Frames.SETTINGS;
import static io.signalbox.probe.sites.Http2Frames.STREAM;
import static io.signalbox.probe.sites.Http2Frames.WINDOW_UPDATE;
import static io.signalbox.probe.sites.Http2Frames.frame;
import static io.signalbox.probe.sites.Http2Frames.headers;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.fuzz.Code;
import io.signalbox.fuzz.FuzzedParser;
import io.signalbox.probe.grpc.GrpcHealthProtocol;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The parsers above Netty's codec of HTTP/2. */
final class HttpTwoParsers {

    private static final byte[] SETTLED = frame(SETTINGS, 0, 0, new byte[0]);
    private static final byte[] ACKNOWLEDGED = frame(SETTINGS, 1, 0, new byte[0]);

    private HttpTwoParsers() {}

    private static byte[] all(byte[]... frames) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(SETTLED);
        all.writeBytes(ACKNOWLEDGED);
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    private static byte[] data(int flags, String text) {
        return frame(DATA, flags, STREAM, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] head(int flags, String status, String... more) {
        return frame(HEADERS, END_HEADERS | flags, STREAM, headers(status, more));
    }

    /** The same headers in two frames. */
    private static byte[] continued(byte[] block) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(frame(HEADERS, 0, STREAM, Arrays.copyOf(block, 1)));
        both.writeBytes(frame(CONTINUATION, END_HEADERS, STREAM, Arrays.copyOfRange(block, 1, block.length)));
        return both.toByteArray();
    }

    static FuzzedParser http2() {
        var run = new DialogueRun(List.of(
                ProtocolParsers.http("GET", 2, "ok", null),
                ProtocolParsers.http("GET", 2, "ok", ProtocolParsers.demanding(2)),
                ProtocolParsers.http("POST", 2, "ok", ProtocolParsers.withBody(2))));
        return new FuzzedParser(
                "http2",
                List.of(
                        input(0, all(head(0, "200"), data(END_STREAM, "all ok"))),
                        input(1, all(head(0, "200", "x-zone", "a"), data(END_STREAM, "{\"status\":\"ok\"}"))),
                        input(1, all(head(END_STREAM, "302", "location", "/x"))),
                        input(8, all(head(0, "103", "link", "x"), continued(headers("200")), data(END_STREAM, "ok"))),
                        input(0, all(head(END_STREAM, "503"))),
                        input(2, all(head(0, "200"), data(END_STREAM, "ok"))),
                        input(0, all(head(END_STREAM, "9"))),
                        input(0, all(frame(PING, 0, 0, new byte[8]), frame(RST_STREAM, 0, STREAM, new byte[4]))),
                        input(
                                0,
                                all(
                                        frame(WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 0, 1}),
                                        frame(GOAWAY, 0, 0, new byte[8]))),
                        input(
                                0,
                                all(
                                        frame(PRIORITY, 0, STREAM, new byte[] {0, 0, 0, 1, 9}),
                                        frame(0xBB, 0, 0, new byte[2]))),
                        input(0, all(frame(HEADERS, END_HEADERS | 0x20, STREAM, prioritized())))),
                List.of(
                        "\0\0\b\6\0\0\0\0\0",
                        "\0\0\0\4\0\0\0\0\0",
                        "\0\0\0\1\5\0\0\0\3",
                        "\0\0\0\0\1\0\0\0\3",
                        "\u0088"),
                Code.of("io.signalbox.probe.http", "Http2Dialogue")
                        .and(Code.of("io.signalbox.probe.http2", "FrameForwarder", "Http2Client")),
                run::run);
    }

    private static byte[] prioritized() {
        byte[] block = headers("200");
        var all = new byte[5 + block.length];
        all[3] = 1;
        System.arraycopy(block, 0, all, 5, block.length);
        return all;
    }

    static FuzzedParser grpc() {
        var check =
                new Check.Grpc(1, false, ProtocolParsers.HOST, ProtocolParsers.HOST, "shop.v1.Orders", Tls.Files.NONE);
        var run = new DialogueRun(List.of(new GrpcHealthProtocol(check, Duration.ofSeconds(1))));
        String type = "content-type";
        String grpc = "application/grpc";
        byte[] trailers = frame(
                HEADERS,
                END_HEADERS | END_STREAM,
                STREAM,
                io.signalbox.probe.sites.Http2Frames.encoded(
                        new io.netty.handler.codec.http2.DefaultHttp2Headers(false).add("grpc-status", "0")));
        return new FuzzedParser(
                "grpc",
                List.of(
                        input(0, all(head(0, "200", type, grpc), data(0, "\0\0\0\0\2\b\1"), trailers)),
                        input(8, all(head(0, "200", type, grpc), data(0, "\0\0\0\0\2\b\2"), trailers)),
                        input(
                                0,
                                all(
                                        head(0, "200", type, grpc),
                                        data(0, "\0\0\0\0\17\22\2hi\31xxxxxxxx\b\1"),
                                        trailers)),
                        input(0, all(head(0, "200", type, grpc), data(0, "\0\0\0\0\7\35xxxx\b\1"), trailers)),
                        input(0, all(head(0, "200", type, grpc), data(0, "\0\0\0\0\1\33"), trailers)),
                        input(
                                0,
                                all(
                                        head(0, "200", type, grpc),
                                        data(0, "\0\0\0\0\14\b" + "\u00ff".repeat(11)),
                                        trailers)),
                        input(0, all(head(0, "200", type, grpc), data(0, "\1\0\0\0\2\b\1"), trailers)),
                        input(0, all(head(END_STREAM, "200", type, grpc, "grpc-status", "12"))),
                        input(0, all(head(0, "200", type, grpc), data(END_STREAM, "\0\0\0\0\2\b\1"))),
                        input(0, all(head(END_STREAM, "502"))),
                        input(0, all(head(END_STREAM, "200", type, "text/html"))),
                        input(0, all(frame(RST_STREAM, 0, STREAM, new byte[4])))),
                List.of(
                        "\0\0\0\0\2\b\1",
                        "\b\1",
                        "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\1",
                        "grpc-status"),
                Code.of("io.signalbox.probe.grpc", "HealthCallListener", "HealthMessages"),
                run::run);
    }
}
