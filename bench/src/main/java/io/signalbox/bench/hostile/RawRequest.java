package io.signalbox.bench.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Bytes that are written to a service as they are, each time on a connection of its own. */
final class RawRequest {

    static final String JSON = "Content-Type: application/json\r\n";
    private static final int LIMIT_MILLIS = 30_000;

    private final URI service;
    private final InetAddress from;
    private final byte[] bytes;

    /** @param from the address to send from */
    RawRequest(URI service, InetAddress from, byte[] bytes) {
        this.service = service;
        this.from = from;
        this.bytes = bytes;
    }

    RawRequest(URI service, String text) {
        this(service, InetAddress.getLoopbackAddress(), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A request with a body. @param headers each with its end of line */
    static RawRequest post(URI service, String path, String headers, String body) {
        return new RawRequest(
                service,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: "
                        + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n\r\n" + body);
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    /** Empty if one of these statuses is answered. */
    Optional<String> answered(Set<Integer> allowed) throws IOException {
        String line = firstLine();
        return allowed.stream().anyMatch(status -> line.matches("HTTP/[0-9.]+ " + status + " .*"))
                ? Optional.empty()
                : Optional.of("expected one of " + allowed + ", found " + line);
    }

    /** Empty if an error is answered in HTTP, or the connection is ended without an answer. */
    Optional<String> refused() throws IOException {
        String line = firstLine();
        return line.equals("null") || line.matches("HTTP/[0-9.]+ 4[0-9]{2} .*")
                ? Optional.empty()
                : Optional.of("expected an error or the end of the connection, found " + line);
    }

    /** Reads the answer; {@code null} if the connection ends before. */
    private String firstLine() throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            return String.valueOf(in.readLine());
        }
    }
}
