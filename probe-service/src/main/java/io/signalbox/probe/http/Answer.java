package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One response to a check that must see its headers or its whole body: kept until it is judged, and no longer. */
final class Answer {

    private static final int FIRST_BYTES = 1_024;

    private final Expected expected;
    private final boolean[] headersFound;
    private byte[] body = new byte[0];
    private int length;
    private @Nullable String location;

    Answer(Expected expected) {
        this.expected = expected;
        this.headersFound = new boolean[expected.headers().size()];
    }

    void header(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("location") && location == null) {
            location = value;
        }
        List<Expected.Header> wanted = expected.headers();
        for (int i = 0; i < wanted.size(); i++) {
            headersFound[i] |= wanted.get(i).isMetBy(lower, value);
        }
    }

    /** Keeps bytes of the body, and leaves them where they are. @return whether there is room for more */
    boolean body(ByteBuf bytes, int count) {
        int most = Math.min(count, expected.bodyLimit() - length);
        if (length + most > body.length) {
            int size = Math.max(length + most, Math.max(FIRST_BYTES, 2 * body.length));
            body = Arrays.copyOf(body, Math.min(size, expected.bodyLimit()));
        }
        bytes.getBytes(bytes.readerIndex(), body, length, most);
        length += most;
        return length < expected.bodyLimit();
    }

    /** How much of the body is kept. */
    int length() {
        return length;
    }

    /** Where the response sends the client; null for nowhere. */
    @Nullable
    String location() {
        return location;
    }

    /** Whether judging it takes so long that an event loop should not. */
    boolean isHeavy() {
        return expected.isHeavy(length);
    }

    /** Null for an answer as expected. For any thread, once all has come. */
    @Nullable
    Mismatch judge() {
        return expected.judge(headersFound, body, length);
    }
}
