package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Searches a text in pieces of bytes without buffering them (Knuth, Morris, Pratt). */
final class BodyPattern {

    private final byte[] text;
    private final int limit;
    private final int[] fallback;

    /** @param limit of bytes to read */
    BodyPattern(String text, int limit) {
        this.limit = limit;
        this.text = text.getBytes(StandardCharsets.UTF_8);
        this.fallback = fallback(this.text);
    }

    private static int[] fallback(byte[] text) {
        var fallback = new int[text.length];
        int border = 0;
        for (int i = 1; i < text.length; i++) {
            while (border > 0 && text[i] != text[border]) {
                border = fallback[border - 1];
            }
            border += text[i] == text[border] ? 1 : 0;
            fallback[i] = border;
        }
        return fallback;
    }

    int limit() {
        return limit;
    }

    /** True if {@code matched}, from {@link #read}, is the whole text. */
    boolean found(int matched) {
        return matched == text.length;
    }

    /**
     * Reads {@code length} bytes.
     *
     * @param matched how many bytes of the text are matched so far; 0 at the start
     * @return the same after these bytes; the whole length once found
     */
    int read(int matched, ByteBuf bytes, int length) {
        int now = matched;
        int end = bytes.readerIndex() + length;
        for (int i = bytes.readerIndex(); i < end && !found(now); i++) {
            now = step(now, bytes.getByte(i));
        }
        bytes.readerIndex(end);
        return now;
    }

    private int step(int matched, byte next) {
        int now = matched;
        while (now > 0 && text[now] != next) {
            now = fallback[now - 1];
        }
        return text[now] == next ? now + 1 : 0;
    }
}
