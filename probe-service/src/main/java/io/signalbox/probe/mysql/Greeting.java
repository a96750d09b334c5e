package io.signalbox.probe.mysql;

import io.netty.buffer.ByteBuf;
import io.signalbox.probe.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;

/**
 * A server's initial handshake packet, version 10.
 *
 * @param capabilities of the server, as in {@link Packets}
 * @param challenge for hashing the password
 * @param plugin the server's default authentication plugin
 */
record Greeting(int capabilities, byte[] challenge, String plugin) {

    private static final int VERSION = 10;
    static final int CHALLENGE_BYTES = 20;
    private static final int FIRST_PART = 8;
    private static final int THREAD_ID = 4;
    private static final int CHARSET_AND_STATUS = 3;
    private static final int LENGTH_AND_RESERVED = 11;

    static Greeting read(ByteBuf packet) throws MalformedMessageException {
        int version = packet.readUnsignedByte();
        if (version != VERSION) {
            throw new MalformedMessageException("handshake version " + version + ", expected " + VERSION);
        }
        text(packet);
        packet.skipBytes(THREAD_ID);
        var challenge = new byte[CHALLENGE_BYTES];
        packet.readBytes(challenge, 0, FIRST_PART).skipBytes(1);
        int low = packet.readUnsignedShortLE();
        packet.skipBytes(CHARSET_AND_STATUS);
        int capabilities = low | packet.readUnsignedShortLE() << 16;
        packet.skipBytes(LENGTH_AND_RESERVED);
        packet.readBytes(challenge, FIRST_PART, CHALLENGE_BYTES - FIRST_PART).skipBytes(1);
        String plugin = (capabilities & Packets.PLUGINS) == 0 ? Password.NATIVE : text(packet);
        return new Greeting(capabilities, challenge, plugin);
    }

    boolean can(int capability) {
        return (capabilities & capability) != 0;
    }

    /** Reads to a zero byte, or to the end. */
    static String text(ByteBuf packet) {
        int length = packet.bytesBefore((byte) 0);
        String text = packet.readCharSequence(length < 0 ? packet.readableBytes() : length, StandardCharsets.UTF_8)
                .toString();
        packet.skipBytes(length < 0 ? 0 : 1);
        return text;
    }
}
