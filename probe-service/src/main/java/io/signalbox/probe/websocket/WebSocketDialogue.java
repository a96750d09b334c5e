package io.signalbox.probe.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.wire.MalformedMessageException;
import io.signalbox.probe.wire.MessageDialogue;
import io.signalbox.probe.wire.ProbeAttempt;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The upgrade and, if configured, a ping; skips all other frames. */
final class WebSocketDialogue extends MessageDialogue {

    private static final int LONGEST_HEAD = 16_384;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final int SWITCHING = 101;

    private static final int FINAL = 0x80;
    /** Bits that only extensions use; the request offers none. */
    private static final int RESERVED = 0x70;

    private static final int MASKED = 0x80;

    /** Payload that the pong must return. */
    private static final byte[] PAYLOAD = "signalbox".getBytes(StandardCharsets.US_ASCII);

    private static final int CONTINUATION = 0x0;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PONG = 0xA;
    private static final byte[] PING_FRAME = frame(0x9, PAYLOAD);
    private static final byte[] CLOSE_FRAME = frame(CLOSE, new byte[0]);

    private static final int SHORTEST_LENGTH = 2;
    private static final int LENGTH_OF_16_BITS = 126;
    private static final int LENGTH_OF_64_BITS = 127;

    private final byte[] request;
    private final String accept;
    private final boolean ping;
    private boolean open;
    /** Bytes of the head in which its end is not: each is searched once, however small the pieces are. */
    private int searched;

    /** True after the first frame of a message that has several. */
    private boolean continued;
    /** Bytes left of a frame to skip. */
    private long passOver;

    WebSocketDialogue(byte[] request, String accept, boolean ping) {
        super(LONGEST_HEAD);
        this.request = request;
        this.accept = accept;
        this.ping = ping;
    }

    /** Client frames are masked; a mask of zeros leaves the payload unchanged. */
    private static byte[] frame(int opcode, byte[] payload) {
        return ByteBufUtil.getBytes(Unpooled.buffer()
                .writeByte(FINAL | opcode)
                .writeByte(MASKED | payload.length)
                .writeInt(0)
                .writeBytes(payload));
    }

    @Override
    public void opened(ProbeAttempt attempt) {
        attempt.send(request);
    }

    @Override
    protected boolean read(ProbeAttempt attempt, ByteBuf bytes) throws MalformedMessageException {
        return open ? readFrame(attempt, bytes) : readHead(attempt, bytes);
    }

    private boolean readHead(ProbeAttempt attempt, ByteBuf bytes) throws MalformedMessageException {
        int from = Math.max(0, searched - HEAD_END.length);
        int end = ByteBufUtil.indexOf(
                Unpooled.wrappedBuffer(HEAD_END),
                bytes.slice(bytes.readerIndex() + from, bytes.readableBytes() - from));
        if (end < 0) {
            searched = bytes.readableBytes();
            return false;
        }
        int length = from + end;
        var answer = UpgradeResponse.read(
                bytes.readCharSequence(length, StandardCharsets.ISO_8859_1).toString());
        bytes.skipBytes(HEAD_END.length);
        if (answer.status() != SWITCHING) {
            attempt.failed(Cause.WRONG_STATUS, "status " + answer.status() + ", expected " + SWITCHING);
        } else if (!answer.upgrades() || !answer.accepts(accept)) {
            throw new MalformedMessageException("the upgrade does not match the key of the request");
        } else {
            switched(attempt);
        }
        return true;
    }

    private void switched(ProbeAttempt attempt) {
        open = true;
        if (ping) {
            attempt.send(PING_FRAME);
        } else {
            finish(attempt);
        }
    }

    private static void finish(ProbeAttempt attempt) {
        attempt.send(CLOSE_FRAME);
        attempt.passed();
    }

    private boolean readFrame(ProbeAttempt attempt, ByteBuf bytes) throws MalformedMessageException {
        if (passOver > 0) {
            int now = (int) Math.min(passOver, bytes.readableBytes());
            bytes.skipBytes(now);
            passOver -= now;
            return now > 0;
        }
        int at = bytes.readerIndex();
        if (bytes.readableBytes() < SHORTEST_LENGTH) {
            return false;
        }
        int second = bytes.getUnsignedByte(at + 1);
        if ((second & MASKED) != 0) {
            throw new MalformedMessageException("a masked frame from a server");
        }
        int head = SHORTEST_LENGTH + (second == LENGTH_OF_16_BITS ? 2 : second == LENGTH_OF_64_BITS ? 8 : 0);
        int first = bytes.getUnsignedByte(at);
        int opcode = first & 0xF;
        checkFrame(first, second);
        boolean needed = opcode == PONG;
        if (bytes.readableBytes() < head + (needed ? second : 0)) {
            return false;
        }
        bytes.skipBytes(SHORTEST_LENGTH);
        long length = head == SHORTEST_LENGTH ? second : head == 4 ? bytes.readUnsignedShort() : bytes.readLong();
        if (length < 0 || length > MOST_BYTES) {
            throw new MalformedMessageException(
                    "a frame with a negative length, or more than " + MOST_BYTES + " bytes");
        }
        accept(attempt, opcode, (first & FINAL) != 0, length, bytes);
        return true;
    }

    /** The rules of RFC 6455 section 5.2 to 5.5 for the first two bytes of a frame. */
    private void checkFrame(int first, int second) throws MalformedMessageException {
        int opcode = first & 0xF;
        boolean last = (first & FINAL) != 0;
        boolean control = opcode >= CLOSE;
        if ((first & RESERVED) != 0 || (control ? opcode > PONG : opcode > BINARY)) {
            throw new MalformedMessageException("a frame of an unknown type");
        }
        if (control && (!last || second >= LENGTH_OF_16_BITS)) {
            throw new MalformedMessageException("a control frame in parts, or of more than 125 bytes");
        }
        if (!control && (opcode == CONTINUATION) != continued) {
            throw new MalformedMessageException("a frame out of turn within its message");
        }
    }

    private void accept(ProbeAttempt attempt, int opcode, boolean last, long length, ByteBuf bytes) {
        continued = opcode >= CLOSE ? continued : !last;
        if (opcode == CLOSE) {
            attempt.failed(Cause.WRONG_ANSWER, "closed by the server instead of a pong");
        } else if (opcode == PONG && length == PAYLOAD.length) {
            var payload = new byte[PAYLOAD.length];
            bytes.readBytes(payload);
            if (Arrays.equals(payload, PAYLOAD)) {
                finish(attempt);
            }
        } else {
            passOver = length;
        }
    }
}
