package io.signalbox.probe.mysql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Packets that a client sends. Numbers are little-endian. */
final class Packets {

    /** Capabilities. */
    static final int TLS = 0x800;

    static final int PLUGINS = 0x80000;
    private static final int LONG_PASSWORDS = 0x1;
    private static final int VERSION_4_1 = 0x200;
    private static final int HASHED_PASSWORDS = 0x8000;
    private static final int OWN = LONG_PASSWORDS | VERSION_4_1 | HASHED_PASSWORDS | PLUGINS;

    private static final int LONGEST = 0xFFFF;
    private static final int UTF8MB4 = 45;
    private static final int FILLER = 23;

    private static final int QUIT = 1;
    private static final int QUERY = 3;

    private Packets() {}

    static byte[] tlsRequest(int sequence) {
        return packet(sequence, login(OWN | TLS));
    }

    static byte[] login(int sequence, boolean secure, String user, byte[] hashed, String plugin) {
        ByteBuf content = login(secure ? OWN | TLS : OWN);
        content.writeCharSequence(user, StandardCharsets.UTF_8);
        content.writeByte(0).writeByte(hashed.length).writeBytes(hashed);
        content.writeCharSequence(plugin, StandardCharsets.US_ASCII);
        return packet(sequence, content.writeByte(0));
    }

    private static ByteBuf login(int capabilities) {
        return Unpooled.buffer()
                .writeIntLE(capabilities)
                .writeIntLE(LONGEST)
                .writeByte(UTF8MB4)
                .writeZero(FILLER);
    }

    static byte[] bytes(int sequence, byte[] content) {
        return packet(sequence, Unpooled.wrappedBuffer(content));
    }

    static byte[] query(String sql) {
        ByteBuf content = Unpooled.buffer().writeByte(QUERY);
        content.writeCharSequence(sql, StandardCharsets.UTF_8);
        return packet(0, content);
    }

    static byte[] quit() {
        return packet(0, Unpooled.buffer().writeByte(QUIT));
    }

    private static byte[] packet(int sequence, ByteBuf content) {
        return ByteBufUtil.getBytes(Unpooled.buffer()
                .writeMediumLE(content.readableBytes())
                .writeByte(sequence)
                .writeBytes(content));
    }
}
