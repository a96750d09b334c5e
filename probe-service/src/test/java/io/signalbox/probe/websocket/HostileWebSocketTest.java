package io.signalbox.probe.websocket;

import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that break the rules of WebSockets, or that have no end. */
class HostileWebSocketTest {

    private static final Probing PROBING = new Probing();
    private static final String FLOOD = "more than 4194304 bytes without an end";
    private static final String LENGTH = "a frame with a negative length, or more than 4194304 bytes";
    private static final String TYPE = "a frame of an unknown type";
    private static final String CONTROL = "a control frame in parts, or of more than 125 bytes";
    private static final String TURN = "a frame out of turn within its message";

    @AfterAll
    static void close() {
        PROBING.close();
    }

    private static byte[] bytes(int... values) {
        var out = Unpooled.buffer();
        for (int value : values) {
            out.writeByte(value);
        }
        return ByteBufUtil.getBytes(out);
    }

    private static byte[] text(int first, int length) {
        return ByteBufUtil.getBytes(Unpooled.buffer()
                .writeByte(first)
                .writeByte(126)
                .writeShort(length)
                .writeZero(length));
    }

    static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of("messages", new byte[0], text(0x82, 60_000), FLOOD),
                Arguments.of("pings", new byte[0], bytes(0x89, 2, 'x', 'y'), FLOOD),
                Arguments.of("pongs of no ping", new byte[0], bytes(0x8A, 1, 'x'), FLOOD),
                Arguments.of("continuations", bytes(0x01, 0), text(0x00, 60_000), FLOOD),
                Arguments.of(
                        "huge length", new byte[0], bytes(0x82, 127, 127, 255, 255, 255, 255, 255, 255, 255), LENGTH),
                Arguments.of("negative length", new byte[0], bytes(0x82, 127, 255, 0, 0, 0, 0, 0, 0, 0), LENGTH),
                Arguments.of(
                        "masked frame",
                        new byte[0],
                        bytes(0x81, 0x81, 0, 0, 0, 0, 'x'),
                        "a masked frame from a server"),
                Arguments.of("reserved bits", new byte[0], bytes(0xC1, 1, 'x'), TYPE),
                Arguments.of("unknown data frame", new byte[0], bytes(0x83, 0), TYPE),
                Arguments.of("unknown control frame", new byte[0], bytes(0x8B, 0), TYPE),
                Arguments.of("ping in parts", new byte[0], bytes(0x09, 0), CONTROL),
                Arguments.of("long ping", new byte[0], text(0x89, 200), CONTROL),
                Arguments.of("long pong", new byte[0], text(0x8A, 200), CONTROL),
                Arguments.of("continuation of nothing", new byte[0], bytes(0x80, 0), TURN),
                Arguments.of("a second message within one", bytes(0x01, 0), bytes(0x82, 0), TURN));
    }

    /** Upgrades, says the first frame, and repeats another one without end. */
    private static Site saying(byte[] first, byte[] again) {
        return new Site(socket -> {
            var head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + AcceptedKey.of(Site.readHead(socket)) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(first);
            while (true) {
                socket.getOutputStream().write(again);
            }
        });
    }

    private static CheckResult probe(Site site) {
        var check = new Check.WebSocket(site.port(), null, "orders.example.com", "/", Map.of(), true);
        return PROBING.probe(site.port(), new WebSocketProtocol(check), PATIENT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void isAProtocolError(String what, byte[] first, byte[] again, String detail) {
        try (var site = saying(first, again)) {
            var failed = failed(probe(site));

            assertThat(failed.cause()).isEqualTo(Cause.PROTOCOL_ERROR);
            assertThat(failed.detail()).isEqualTo(detail);
        }
    }

    @Test
    void aMessageInPartsWithAPingBetweenIsAllowed() {
        byte[] pong = Unpooled.copiedBuffer("\u008a\tsignalbox", StandardCharsets.ISO_8859_1)
                .array();
        try (var site = saying(bytes(0x01, 1, 'a', 0x89, 0, 0x00, 1, 'b', 0x80, 0, 0x82, 0), pong)) {
            assertThat(probe(site).passed()).isTrue();
        }
    }

    @Test
    void anEndlessHeadIsAProtocolError() {
        try (var site = new Site(socket -> {
            socket.getOutputStream().write("HTTP/1.1 101 Switching\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) {
                socket.getOutputStream().write("X: y\r\n".getBytes(StandardCharsets.UTF_8));
            }
        })) {
            assertThat(failed(probe(site)).detail()).isEqualTo("more than 16384 bytes without a complete message");
        }
    }
}
