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
    private static final int MASKED = 0x80;

    /** Payload that the pong must return. */
    private static final byte[] PAYLOAD = "signalbox".getBytes(StandardCharsets.US_ASCII);

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
        int length = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(HEAD_END), bytes) - bytes.readerIndex();
        if (length < 0) {
            return false;
        }
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
        int opcode = bytes.getUnsignedByte(at) & 0xF;
        boolean needed = opcode == PONG && second < LENGTH_OF_16_BITS;
        if (bytes.readableBytes() < head + (needed ? second : 0)) {
            return false;
        }
        bytes.skipBytes(SHORTEST_LENGTH);
        long length = head == SHORTEST_LENGTH ? second : head == 4 ? bytes.readUnsignedShort() : bytes.readLong();
        if (length < 0) {
            throw new MalformedMessageException("a frame with a negative length");
        }
        accept(attempt, opcode, length, bytes);
        return true;
    }

    private void accept(ProbeAttempt attempt, int opcode, long length, ByteBuf bytes) {
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
