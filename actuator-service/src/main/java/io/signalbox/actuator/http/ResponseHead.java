package io.signalbox.actuator.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1 response (RFC 9112, sections 2 and 4).
 *
 * @param fields the lines after the status line
 */
public record ResponseHead(int status, List<String> fields) {

    /** The limit of all bytes read, interim responses included. */
    public static final int LIMIT = 8_192;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");
    private static final String END = "\r\n\r\n";
    private static final int FIRST_FINAL = 200;
    private static final int SWITCHING_PROTOCOLS = 101;

    public ResponseHead {
        fields = List.copyOf(fields);
    }

    /**
     * Reads the head of the final response to its end, and nothing behind it.
     *
     * @param in a buffered stream, since it is read byte by byte
     */
    public static ResponseHead read(InputStream in) throws IOException {
        var read = new StringBuilder();
        int begin = 0;
        while (true) {
            next(in, read);
            if (read.length() - begin >= END.length() && read.indexOf(END, read.length() - END.length()) >= 0) {
                List<String> lines = read.substring(begin, read.length() - END.length())
                        .lines()
                        .toList();
                int status = statusOf(lines.isEmpty() ? "" : lines.getFirst());
                if (status >= FIRST_FINAL || status == SWITCHING_PROTOCOLS) {
                    return new ResponseHead(status, lines.subList(1, lines.size()));
                }
                begin = read.length();
            }
        }
    }

    private static void next(InputStream in, StringBuilder read) throws IOException {
        if (read.length() == LIMIT) {
            throw new IOException("answers with a head of more than " + LIMIT + " bytes");
        }
        int next = in.read();
        if (next < 0) {
            throw new IOException(
                    read.isEmpty() ? "closed the connection without an answer" : "closed the connection within a head");
        }
        read.append((char) next);
    }

    private static int statusOf(String line) throws IOException {
        Matcher matcher = STATUS_LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("does not answer in HTTP/1");
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** The value of the first field of a name. @param name in lower case */
    Optional<String> field(String name) {
        return fields.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
