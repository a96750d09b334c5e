package io.signalbox.probe.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One message of a client, being written: what it says, behind its type and its length. */
final class ClientMessage {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    ClientMessage number(int number) {
        content.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        return this;
    }

    /** Ends with a zero. */
    ClientMessage text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
        content.write(0);
        return this;
    }

    ClientMessage bytes(byte[] bytes) {
        content.writeBytes(bytes);
        return this;
    }

    /** As the messages before a login are. */
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
