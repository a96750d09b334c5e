package io.signalbox.sandbox.cloud;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** What every endpoint here does with an exchange. */
final class Http {

    private static final int NO_CONTENT = 204;
    private static final int NO_BODY = -1;

    /** @param headers beside the length */
    record Reply(int status, Map<String, String> headers, byte[] body) {

        static Reply of(int status, String type, String body) {
            return new Reply(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Http() {}

    /** Empty where there is none. */
    static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** The SDK packs larger bodies of some services. */
    static byte[] body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!header(exchange, "Content-Encoding").equals("gzip")) {
            return body;
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return unpacked.readAllBytes();
        }
    }

    static void answer(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (reply.status() == NO_CONTENT) {
            exchange.sendResponseHeaders(NO_CONTENT, NO_BODY);
            return;
        }
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? NO_BODY : reply.body().length);
        exchange.getResponseBody().write(reply.body());
    }
}
