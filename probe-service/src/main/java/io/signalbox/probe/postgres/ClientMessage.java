package io.signalbox.probe.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds one client message with type and length. */
final class ClientMessage {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    ClientMessage number(int number) {
        content.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        return this;
    }

    /** Zero-terminated. */
    ClientMessage text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
        content.write(0);
        return this;
    }

    ClientMessage bytes(byte[] bytes) {
        content.writeBytes(bytes);
        return this;
    }

    /** The format of messages before the login. */
    byte[] withoutType() {
        return ByteBuffer.allocate(Integer.BYTES + content.size())
                .putInt(Integer.BYTES + content.size())
                .put(content.toByteArray())
                .array();
    }

    byte[] ofType(char type) {
        return ByteBuffer.allocate(1 + Integer.BYTES + content.size())
                .put((byte) type)
                .put(withoutType())
                .array();
    }
}
