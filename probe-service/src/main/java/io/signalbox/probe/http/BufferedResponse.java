package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Buffers headers and body of one response until it is judged. */
final class BufferedResponse {

    private static final int FIRST_BYTES = 1_024;

    private final ResponseExpectation expected;
    private final boolean[] headersFound;
    private byte[] body = new byte[0];
    private int length;
    private @Nullable String location;

    BufferedResponse(ResponseExpectation expected) {
        this.expected = expected;
        this.headersFound = new boolean[expected.headers().size()];
    }

    void header(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("location") && location == null) {
            location = value;
        }
        List<ResponseExpectation.Header> wanted = expected.headers();
        for (int i = 0; i < wanted.size(); i++) {
            headersFound[i] |= wanted.get(i).isMetBy(lower, value);
        }
    }

    /** Copies body bytes without consuming them. @return whether there is room for more */
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

    /** Length of the buffered body. */
    int length() {
        return length;
    }

    /** The Location header; null without one. */
    @Nullable
    String location() {
        return location;
    }

    /** True if judging it takes too long for an event loop. */
    boolean isHeavy() {
        return expected.isHeavy(length);
    }

    /** Null if the response is as expected. For any thread, once the response is complete. */
    @Nullable
    Mismatch judge() {
        return expected.judge(headersFound, body, length);
    }
}
