package io.signalbox.bench.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A hostile server's treatment of a connection. Endless output stops when the other side closes, or after 16 MiB.
 *
 * @param resets whether the connection is reset at once
 * @param closes whether the server closes after what it has written; otherwise it stays silent
 */
record Behaviour(String name, boolean resets, boolean closes, Writer writer) {

    private static final int MOST_BYTES = 16 << 20;
    private static final Duration DRIP = Duration.ofMillis(50);
    private static final byte[] FIRST = new byte[4_096];

    /** Writes to a connection. */
    interface Writer {
        void write(InputStream in, OutputStream out) throws IOException;
    }

    /** Says that after the first bytes of the other side, then nothing. */
    static Behaviour says(String name, String text) {
        return says(name, latin(text));
    }

    private static Behaviour says(String name, byte[] bytes) {
        return new Behaviour(name, false, false, (in, out) -> {
            awaitFirst(in);
            out.write(bytes);
            out.flush();
        });
    }

    private static Behaviour says(String name, int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return says(name, all);
    }

    /** Says the beginning after the first bytes of the other side, then the part again and again. */
    static Behaviour repeats(String name, String beginning, String part) {
        return new Behaviour(name, false, false, (in, out) -> {
            awaitFirst(in);
            out.write(latin(beginning));
            byte[] block = latin(part.repeat(Math.max(1, 4_096 / part.length())));
            for (int written = 0; written < MOST_BYTES; written += block.length) {
                out.write(block);
            }
        });
    }

    private static Behaviour greets(String name, byte[] bytes, boolean closes) {
        return new Behaviour(name, false, closes, (_, out) -> {
            out.write(bytes);
            out.flush();
        });
    }

    private static void awaitFirst(InputStream in) throws IOException {
        int _ = in.read(FIRST.clone());
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    /** Behaviours that no protocol allows. */
    static List<Behaviour> ofAny() {
        return List.of(
                new Behaviour("silent", false, false, (_, _) -> {}),
                new Behaviour("closes", false, true, (_, _) -> {}),
                new Behaviour("resets", true, true, (_, _) -> {}),
                new Behaviour("closes-after-request", false, true, (in, _) -> awaitFirst(in)),
                greets("random", random(1 << 20), true),
                greets("zeros", new byte[1 << 20], false),
                greets("ones", latin("\u00ff".repeat(1 << 20)), false),
                repeats("no-line-end", "", "a"),
                repeats("empty-lines", "", "\r\n"),
                says("nul", "\0\0\0\0\0\0\0\0\r\n\r\n"),
                says("escape-sequences", "\u001b]0;x\u0007\u001b[2J\r\nERROR forged log line\r\n\r\n"),
                new Behaviour("drips", false, true, (_, out) -> {
                    for (int i = 0; i < 200; i++) {
                        out.write('h');
                        out.flush();
                        LockSupport.parkNanos(DRIP.toNanos());
                    }
                }));
    }

    static List<Behaviour> ofHttp() {
        String ok = "HTTP/1.1 200 OK\r\n";
        var all = new ArrayList<>(ofAny());
        all.addAll(List.of(
                repeats("header-flood", ok, "X-A: b\r\n"),
                repeats("endless-header", ok + "X-A: ", "b"),
                repeats("endless-1xx", "", "HTTP/1.1 100 Continue\r\n\r\n"),
                says("negative-length", ok + "Content-Length: -1\r\n\r\nok"),
                says("huge-length", ok + "Content-Length: 99999999999999999999\r\n\r\nok"),
                says("two-lengths", ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok"),
                says("huge-chunk", ok + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nok"),
                says("negative-chunk", ok + "Transfer-Encoding: chunked\r\n\r\n-2\r\nok\r\n0\r\n\r\n"),
                says("odd-chunk-end", ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nokxx0\r\n\r\n"),
                repeats("chunk-extensions", ok + "Transfer-Encoding: chunked\r\n\r\n2;", "a"),
                repeats("trailer-flood", ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n", "X: y\r\n"),
                says("nul-in-header", ok + "X-\0A: b\r\nContent-Length: 2\r\n\r\nok"),
                says("space-in-header", ok + "X A: b\r\nContent-Length: 2\r\n\r\nok"),
                says("no-version", "200 OK\r\nContent-Length: 2\r\n\r\nok"),
                says("status-zero", "HTTP/1.1 000 OK\r\nContent-Length: 2\r\n\r\nok"),
                says("status-of-four-digits", "HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\nok"),
                says("unasked-upgrade", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\nok"),
                says(
                        "redirect-to-metadata",
                        "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/\r\nContent-Length: 0\r\n\r\n"),
                says("redirect-without-end", "HTTP/1.1 302 Found\r\nLocation: /healthz\r\nContent-Length: 0\r\n\r\n"),
                says("wrong-body", ok + "Content-Length: 3\r\n\r\nbad"),
                repeats("endless-body", ok + "\r\n", "bad ")));
        return List.copyOf(all);
    }

    static List<Behaviour> ofRedis() {
        return and(
                says("negative-bulk", "$-99999999\r\n"),
                says("huge-bulk", "$2147483647\r\n"),
                says("huge-array", "*2147483647\r\n"),
                repeats("nested-arrays", "", "*1\r\n"),
                repeats("endless-status", "+", "a"),
                says("other-pong", "+PANG\r\n"));
    }

    static List<Behaviour> ofMysql() {
        return and(
                says("huge-packet", 0xff, 0xff, 0xff, 0, 10),
                says("empty-packets", 0, 0, 0, 0, 0, 0, 0, 1),
                says("unknown-protocol", 1, 0, 0, 0, 99),
                says("error-without-text", 1, 0, 0, 0, 0xff));
    }

    static List<Behaviour> ofPostgres() {
        return and(
                says("negative-length", 'R', 0xff, 0xff, 0xff, 0xff),
                says("huge-length", 'R', 0x7f, 0xff, 0xff, 0xff),
                says("short-length", 'R', 0, 0, 0, 3),
                says("error-without-end", 'E', 0, 0, 0, 100, 'S', 'F'),
                says("unknown-message", 'ÿ', 0, 0, 0, 4));
    }

    static List<Behaviour> ofMqtt() {
        return and(
                says("length-of-five-bytes", 0x20, 0xff, 0xff, 0xff, 0xff, 0x7f),
                says("huge-length", 0x20, 0xff, 0xff, 0xff, 0x7f),
                says("refused", 0x20, 2, 0, 5),
                says("publish-instead", 0x30, 2, 0, 0),
                says("connack-too-short", 0x20, 1, 0));
    }

    static List<Behaviour> ofWebSocket() {
        String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
        return and(
                says("wrong-accept", head + "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n"),
                says("no-accept", head + "\r\n"),
                repeats("header-flood", head, "X-A: b\r\n"),
                says("no-upgrade", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    }

    static List<Behaviour> ofGrpc() {
        return and(
                says("huge-frame", 0xff, 0xff, 0xff, 4, 0, 0, 0, 0, 0),
                says("settings-of-a-stream", 0, 0, 0, 4, 0, 0, 0, 0, 1),
                repeats("ping-flood", "\0\0\0\4\0\0\0\0\0", "\0\0\10\6\0\0\0\0\0aaaaaaaa"),
                repeats("settings-flood", "", "\0\0\0\4\0\0\0\0\0"),
                says("goaway", "\0\0\0\4\0\0\0\0\0\0\0\10\7\0\0\0\0\0\0\0\0\0\0\0\0\1"));
    }

    static List<Behaviour> ofKafka() {
        return and(
                says("negative-size", 0xff, 0xff, 0xff, 0xff),
                says("huge-size", 0x7f, 0xff, 0xff, 0xff),
                says("other-correlation", 0, 0, 0, 4, 0x7f, 0xff, 0xff, 0xff));
    }

    private static List<Behaviour> and(Behaviour... more) {
        var all = new ArrayList<>(ofAny());
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
