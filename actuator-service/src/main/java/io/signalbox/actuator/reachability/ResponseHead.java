package io.signalbox.actuator.reachability;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The head of an HTTP/1 response (RFC 9112, sections 2 and 4). */
final class ResponseHead {

    /** The limit of all bytes read, interim responses included. */
    static final int LIMIT = 8_192;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");
    private static final int FIRST_FINAL = 200;
    private static final int SWITCHING_PROTOCOLS = 101;

    private ResponseHead() {}

    /** The status of the final response, whose head has been read to its end. */
    static int status(InputStream in) throws IOException {
        var read = new StringBuilder();
        int begin = 0;
        while (true) {
            int end = read.indexOf("\r\n\r\n", begin);
            if (end >= 0) {
                int status = statusOf(read.substring(begin, read.indexOf("\r\n", begin)));
                if (status >= FIRST_FINAL || status == SWITCHING_PROTOCOLS) {
                    return status;
                }
                begin = end + 4;
            } else {
                more(in, read);
            }
        }
    }

    private static void more(InputStream in, StringBuilder read) throws IOException {
        int room = LIMIT - read.length();
        if (room == 0) {
            throw new IOException("answers with a head of more than " + LIMIT + " bytes");
        }
        byte[] bytes = new byte[room];
        int count = in.read(bytes);
        if (count < 0) {
            throw new IOException(
                    read.isEmpty() ? "closed the connection without an answer" : "closed the connection within a head");
        }
        read.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
    }

    private static int statusOf(String line) throws IOException {
        Matcher matcher = STATUS_LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("does not answer in HTTP/1");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
