package io.signalbox.probe.grpc;

import io.netty.buffer.ByteBuf;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The two messages of the health service: a five-byte gRPC prefix, then protobuf. Other fields are skipped. */
final class HealthMessages {

    private static final int PREFIX = 5;
    private static final int LARGEST = 4_096;
    private static final int FIELD_ONE_TEXT = 0x0a;
    private static final int FIELD_ONE_NUMBER = 0x08;
    private static final int SEVEN_BITS = 0x7f;
    private static final List<String> NAMES = List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN");
    private static final int SERVING = 1;

    private HealthMessages() {}

    /** The status in a health response. */
    sealed interface Status {
        record Serving() implements Status {}

        record Not(String name) implements Status {}

        record Unreadable(String why) implements Status {}
    }

    /** A HealthCheckRequest. @param service at most 200 ASCII characters; empty for the whole server */
    static byte[] request(String service) {
        byte[] name = service.getBytes(StandardCharsets.US_ASCII);
        var message = ByteBuffer.allocate(PREFIX + name.length + 3);
        message.position(PREFIX);
        if (name.length > 0) {
            message.put((byte) FIELD_ONE_TEXT);
            int rest = name.length;
            while (rest > SEVEN_BITS) {
                message.put((byte) (rest & SEVEN_BITS | SEVEN_BITS + 1));
                rest >>>= 7;
            }
            message.put((byte) rest).put(name);
        }
        int length = message.position() - PREFIX;
        message.putInt(1, length);
        return Arrays.copyOf(message.array(), PREFIX + length);
    }

    /** A HealthCheckResponse that arrives in pieces. */
    static final class Response {

        private final byte[] bytes = new byte[PREFIX + LARGEST];
        private int length;
        private boolean tooLong;

        void read(ByteBuf in) {
            int room = bytes.length - length;
            tooLong |= in.readableBytes() > room;
            int count = Math.min(room, in.readableBytes());
            in.readBytes(bytes, length, count);
            length += count;
        }

        Status status() {
            if (tooLong || length < PREFIX || ByteBuffer.wrap(bytes).getInt(1) != length - PREFIX) {
                return new Status.Unreadable("the response is not a single message");
            }
            if (bytes[0] != 0) {
                return new Status.Unreadable("an unexpected compressed response");
            }
            try {
                return status(ByteBuffer.wrap(bytes, PREFIX, length - PREFIX));
            } catch (BufferUnderflowException | IllegalArgumentException _) {
                return new Status.Unreadable("the response is not protobuf");
            }
        }

        private static Status status(ByteBuffer message) {
            long status = 0;
            while (message.hasRemaining()) {
                long tag = varint(message);
                switch ((int) tag & 7) {
                    case 0 -> {
                        long value = varint(message);
                        status = tag == FIELD_ONE_NUMBER ? value : status;
                    }
                    case 1 -> skip(message, Long.BYTES);
                    case 2 -> skip(message, varint(message));
                    case 5 -> skip(message, Integer.BYTES);
                    default -> throw new IllegalArgumentException("an unknown protobuf wire type");
                }
            }
            if (status == SERVING) {
                return new Status.Serving();
            }
            return new Status.Not(0 <= status && status < NAMES.size() ? NAMES.get((int) status) : "without a name");
        }

        private static void skip(ByteBuffer message, long bytes) {
            if (bytes < 0 || bytes > message.remaining()) {
                throw new IllegalArgumentException("a field that is too long");
            }
            message.position(message.position() + (int) bytes);
        }

        private static long varint(ByteBuffer message) {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte next = message.get();
                value |= (long) (next & SEVEN_BITS) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("a number that is too long");
        }
    }
}
