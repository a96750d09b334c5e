package io.signalbox.actuator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The body of an HTTP/1 response on a connection with one request (RFC 9112, sections 6 and 7), up to a limit. */
final class ResponseBody {

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9a-fA-F]{1,7})[ \t]*(;.*)?");
    private static final int HEXADECIMAL = 16;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    /** The limit, in bytes, of a chunk's first line with its extensions. */
    private static final int LONGEST_LINE = 1_024;

    private final InputStream in;
    private final int limit;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private ResponseBody(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    static byte[] read(ResponseHead head, InputStream in, int limit) throws IOException {
        var reading = new ResponseBody(in, limit);
        reading.all(head);
        return reading.body.toByteArray();
    }

    private void all(ResponseHead head) throws IOException {
        if (head.status() == NO_CONTENT || head.status() == NOT_MODIFIED) {
            return;
        }
        Optional<String> encoding = head.field("transfer-encoding");
        Optional<String> length = head.field("content-length");
        if (encoding.isPresent()) {
            if (!encoding.get().toLowerCase(Locale.ROOT).equals("chunked")) {
                throw new IOException("answers in another transfer coding than chunked");
            }
            chunks();
        } else if (length.isPresent()) {
            if (!LENGTH.matcher(length.get()).matches()) {
                throw new IOException("answers with a Content-Length that is no number up to 999999999");
            }
            exactly(Integer.parseInt(length.get()));
        } else {
            untilTheEnd();
        }
    }

    private void chunks() throws IOException {
        while (true) {
            var size = CHUNK_SIZE.matcher(line());
            if (!size.matches()) {
                throw new IOException("answers with a chunk without a size");
            }
            int length = Integer.parseInt(size.group(1), HEXADECIMAL);
            if (length == 0) {
                return;
            }
            exactly(length);
            if (!line().isEmpty()) {
                throw new IOException("answers with a chunk that is longer than its size");
            }
        }
    }

    private void exactly(int length) throws IOException {
        requireRoom(length);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("closed the connection within a body");
        }
        body.writeBytes(bytes);
    }

    private void untilTheEnd() throws IOException {
        byte[] bytes = in.readNBytes(limit + 1);
        requireRoom(bytes.length);
        body.writeBytes(bytes);
    }

    private void requireRoom(int length) throws IOException {
        if (length > limit - body.size()) {
            throw new IOException("answers with a body of more than " + limit + " bytes");
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed the connection within a body");
            }
            if (next == '\n') {
                int end = line.length() - 1;
                return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("answers with a line of more than " + LONGEST_LINE + " bytes within a body");
            }
            line.append((char) next);
        }
    }
}
