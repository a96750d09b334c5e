package io.signalbox.sandbox.sites;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The head of an HTTP request, up to the empty line. Request bodies are not supported. */
record RequestHead(String method, String path, boolean keepAlive) {

    private static final int LONGEST = 16_384;
    private static final int END = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    /** Empty at the end of the connection, or when the head is too long. */
    static Optional<RequestHead> read(InputStream in) throws IOException {
        var text = new StringBuilder();
        int lastFour = 0;
        while (lastFour != END) {
            int next = in.read();
            if (next < 0 || text.length() > LONGEST) {
                return Optional.empty();
            }
            text.append((char) next);
            lastFour = lastFour << 8 | next;
        }
        return Optional.of(parse(text.toString()));
    }

    private static RequestHead parse(String text) throws IOException {
        var words = text.lines().findFirst().orElse("").split(" ", -1);
        if (words.length != 3) {
            throw new IOException("no request line");
        }
        boolean close =
                words[2].equals("HTTP/1.0") || text.toLowerCase(Locale.ROOT).contains("\r\nconnection: close");
        return new RequestHead(words[0], words[1], !close);
    }

    byte[] response(String status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 " + status + "\r\nContent-Type: " + contentType + "; charset=utf-8\r\nContent-Length: "
                + bytes.length + (keepAlive ? "" : "\r\nConnection: close") + "\r\n\r\n";
        return (head + (method.equals("HEAD") ? "" : body)).getBytes(StandardCharsets.UTF_8);
    }
}
