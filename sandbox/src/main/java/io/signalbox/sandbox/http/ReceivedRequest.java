package io.signalbox.sandbox.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * One HTTP request, read completely.
 *
 * @param path decoded
 * @param rawPath not decoded
 * @param query not decoded; empty when the URI has none
 * @param body as received, see {@link #unpackedBody}
 */
public record ReceivedRequest(String method, String path, String rawPath, String query, Headers headers, byte[] body) {

    static ReceivedRequest read(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        return new ReceivedRequest(
                exchange.getRequestMethod(),
                uri.getPath(),
                uri.getRawPath(),
                Objects.requireNonNullElse(uri.getRawQuery(), ""),
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes());
    }

    /** The first value; empty when the request does not have this header. */
    public String header(String name) {
        return Objects.requireNonNullElse(headers.getFirst(name), "");
    }

    /** The body without gzip, which the AWS SDK applies to larger bodies of some services. */
    public byte[] unpackedBody() {
        if (!header("Content-Encoding").equals("gzip")) {
            return body;
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return unpacked.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the body is not valid gzip", e);
        }
    }
}
