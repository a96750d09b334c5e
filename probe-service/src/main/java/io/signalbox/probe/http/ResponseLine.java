package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One line of a response's head, collected from bytes that arrive in pieces. Reused for each line. */
final class ResponseLine {

    private static final int USUAL = 128;
    private static final int LONGEST = 8_192;
    private static final int LEAST_STATUS_LINE = "HTTP/1.1 200".length();
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private byte[] bytes = new byte[USUAL];
    private int length;

    /** @return whether the line is complete; its line break is consumed and dropped */
    boolean read(ByteBuf in) throws MalformedResponseException {
        while (in.isReadable()) {
            byte next = in.readByte();
            if (next == '\n') {
                length -= length > 0 && bytes[length - 1] == '\r' ? 1 : 0;
                return true;
            }
            append(next);
        }
        return false;
    }

    private void append(byte next) throws MalformedResponseException {
        if (length == LONGEST) {
            throw new MalformedResponseException("a line of more than " + LONGEST + " bytes");
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = next;
    }

    void clear() {
        length = 0;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** @param lowerCase compared case-insensitively */
    boolean startsWith(String lowerCase) {
        return length >= lowerCase.length() && matchesAt(0, lowerCase);
    }

    boolean endsWith(String lowerCase) {
        return length >= lowerCase.length() && matchesAt(length - lowerCase.length(), lowerCase);
    }

    private boolean matchesAt(int from, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            if (lower(bytes[from + i]) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    int status() throws MalformedResponseException {
        boolean shaped = length >= LEAST_STATUS_LINE
                && startsWith("http/1.")
                && bytes[STATUS_AT - 1] == ' '
                && (length == LEAST_STATUS_LINE || bytes[LEAST_STATUS_LINE] == ' ');
        int status = shaped ? digits(STATUS_AT, LEAST_STATUS_LINE) : -1;
        if (status < 100) {
            throw new MalformedResponseException("not an HTTP/1.1 answer");
        }
        return status;
    }

    private int digits(int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            value = 10 * value + bytes[i] - '0';
        }
        return value;
    }

    /** The header name, in lower case. */
    String headerName() {
        String text = text();
        int colon = text.indexOf(':');
        return (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    String headerValue() {
        String text = text();
        return text.substring(text.indexOf(':') + 1).strip();
    }

    long contentLength() throws MalformedResponseException {
        return number(headerValue(), 10, "content-length");
    }

    /** Ignores chunk extensions. */
    long chunkSize() throws MalformedResponseException {
        String text = text();
        int semicolon = text.indexOf(';');
        return number((semicolon < 0 ? text : text.substring(0, semicolon)).strip(), 16, "chunk size");
    }

    private static long number(String text, int radix, String what) throws MalformedResponseException {
        try {
            long value = Long.parseLong(text, radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Throws below, as for a negative number.
        }
        throw new MalformedResponseException("a " + what + " that is not a number");
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
