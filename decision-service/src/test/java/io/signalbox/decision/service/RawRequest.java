package io.signalbox.decision.service;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes a request byte by byte, as no HTTP client would, and reads the answer. */
final class RawRequest {

    /** @param headers by their names in lower case */
    record Answer(int status, Map<String, String> headers, String body) {}

    /** Writes to the connection. */
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private static final String LOOPBACK = "127.0.0.1";

    private RawRequest() {}

    /** The beginning of an order, up to and without the empty line. */
    static String order(String... headers) {
        return "POST /api/v1/services/orders/release HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + CellResource.OPERATOR_TOKEN + "\r\nContent-Type: application/json\r\n"
                + String.join("\r\n", headers) + "\r\n";
    }

    static Answer send(String request) {
        return send(LOOPBACK, out -> out.write(request.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** An answer that comes before everything is written counts; a connection that is cut without one does not. */
    static Answer send(String from, Writer writer) {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(LOOPBACK, RestAssured.port));
            socket.setSoTimeout((int) Callers.LIMIT.toMillis());
            try {
                writer.write(socket.getOutputStream());
                socket.getOutputStream().flush();
            } catch (IOException _) {
                // The server has stopped reading: it may have answered.
            }
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer read(InputStream in) throws IOException {
        String first = line(in);
        var headers = new LinkedHashMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Answer(Integer.parseInt(first.split(" ")[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended after \"" + line.toString(StandardCharsets.UTF_8) + "\"");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
