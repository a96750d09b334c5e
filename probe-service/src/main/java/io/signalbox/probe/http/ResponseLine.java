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
    private static final int SEVEN_BITS = 0x80;

    private byte[] bytes = new byte[USUAL];
    private int length;
    /** True if the line has ended, but may continue in the next one. */
    private boolean ended;

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

    /**
     * Reads a header line. One that begins with a space continues the previous one (obsolete folding, RFC 9112 section
     * 5.2), so a line is complete once the next one has begun. An empty line is complete at once.
     */
    boolean readFolded(ByteBuf in) throws MalformedResponseException {
        while (in.isReadable()) {
            if (!ended) {
                ended = read(in);
                if (ended && length == 0) {
                    return true;
                }
            } else if (isSpace(in.getByte(in.readerIndex()))) {
                ended = false;
            } else {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
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
        ended = false;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** @param lowerCase compared case-insensitively */
    boolean startsWith(String lowerCase) {
        return length >= lowerCase.length() && matchesAt(0, lowerCase);
    }

    private boolean matchesAt(int from, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            if (lower(bytes[from + i]) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Checks name and value of a header line (RFC 9110 sections 5.1 and 5.5). */
    void checkHeader() throws MalformedResponseException {
        int at = 0;
        while (at < length && isToken(bytes[at])) {
            at++;
        }
        if (at == 0 || at == length || bytes[at] != ':') {
            throw new MalformedResponseException("a header line without a valid name");
        }
        for (; at < length; at++) {
            if (bytes[at] == 0 || bytes[at] == '\r') {
                throw new MalformedResponseException("a NUL or carriage return in a header value");
            }
        }
    }

    private static boolean isToken(byte b) {
        int lower = lower(b);
        return lower >= 'a' && lower <= 'z' || b >= '0' && b <= '9' || b > 0 && "!#$%&'*+-.^_`|~".indexOf(b) >= 0;
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

    /** True if chunked is the last of the transfer codings. */
    boolean endsChunked() {
        String value = headerValue();
        return value.substring(value.lastIndexOf(',') + 1).strip().equalsIgnoreCase("chunked");
    }

    /** Ignores chunk extensions. */
    long chunkSize() throws MalformedResponseException {
        String text = text();
        int semicolon = text.indexOf(';');
        return number((semicolon < 0 ? text : text.substring(0, semicolon)).strip(), 16, "chunk size");
    }

    /** Digits only: Java's own method also accepts signs. */
    private static long number(String text, int radix, String what) throws MalformedResponseException {
        try {
            if (text.chars().allMatch(digit -> digit < SEVEN_BITS && Character.digit(digit, radix) >= 0)) {
                return Long.parseLong(text, radix);
            }
        } catch (NumberFormatException _) {
            // Empty, or too large.
        }
        throw new MalformedResponseException("a " + what + " that is not a number, or too large");
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
