package io.signalbox.probe.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Malformed;
import io.signalbox.probe.wire.MessageDialogue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The upgrade, and where asked a ping among whatever else the server sends. */
final class WebSocketDialogue extends MessageDialogue {

    private static final int LONGEST_HEAD = 16_384;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final int SWITCHING = 101;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    /** Bytes that a pong gives back. */
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
    /** How many bytes of a frame that nobody asked for are still to come. */
    private long passOver;

    WebSocketDialogue(byte[] request, String accept, boolean ping) {
        super(LONGEST_HEAD);
        this.request = request;
        this.accept = accept;
        this.ping = ping;
    }

    /** From a client frames are masked; with zeros they look as they are. */
    private static byte[] frame(int opcode, byte[] payload) {
        return ByteBufUtil.getBytes(Unpooled.buffer()
                .writeByte(FINAL | opcode)
                .writeByte(MASKED | payload.length)
                .writeInt(0)
                .writeBytes(payload));
    }

    @Override
    public void opened(Attempt attempt) {
        attempt.send(request);
    }

    @Override
    protected boolean read(Attempt attempt, ByteBuf bytes) throws Malformed {
        return open ? readFrame(attempt, bytes) : readHead(attempt, bytes);
    }

    private boolean readHead(Attempt attempt, ByteBuf bytes) throws Malformed {
        int length = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(HEAD_END), bytes) - bytes.readerIndex();
        if (length < 0) {
            return false;
        }
        var answer = UpgradeAnswer.read(
                bytes.readCharSequence(length, StandardCharsets.ISO_8859_1).toString());
        bytes.skipBytes(HEAD_END.length);
        if (answer.status() != SWITCHING) {
            attempt.failed(Cause.WRONG_STATUS, "status " + answer.status() + ", expected " + SWITCHING);
        } else if (!answer.upgrades() || !answer.accepts(accept)) {
            throw new Malformed("an upgrade that does not answer the key of the request");
        } else {
            switched(attempt);
        }
        return true;
    }

    private void switched(Attempt attempt) {
        open = true;
        if (ping) {
            attempt.send(PING_FRAME);
        } else {
            finish(attempt);
        }
    }

    private static void finish(Attempt attempt) {
        attempt.send(CLOSE_FRAME);
        attempt.passed();
    }

    private boolean readFrame(Attempt attempt, ByteBuf bytes) throws Malformed {
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
            throw new Malformed("a masked frame from a server");
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
            throw new Malformed("a frame of a negative length");
        }
        accept(attempt, opcode, length, bytes);
        return true;
    }

    private void accept(Attempt attempt, int opcode, long length, ByteBuf bytes) {
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
