package io.signalbox.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * A decision-service of which each answer is given beforehand, as docs/rest.md describes it. It refuses, as the real one does, what
 * comes without the token or with another media type.
 */
final class StubService implements AutoCloseable {

    static final String TOKEN = "a-token-of-32-characters-or-more";

    /** The received requests. */
    record Asked(String method, String path, Map<String, String> headers, String body) {}

    /** An answer. @param ends false for a stream that goes silent and stays open */
    record Reply(int status, Map<String, String> headers, String body, boolean ends) {

        static Reply of(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body, true);
        }

        Reply with(String header, String value) {
            var more = new HashMap<>(headers);
            more.put(header, value);
            return new Reply(status, more, body, ends);
        }
    }

    private final HttpServer server;
    private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private StubService(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    static StubService start() {
        try {
            return new StubService(HttpServer.create(loopback(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StubService start(SSLContext tls) {
        try {
            HttpsServer server = HttpsServer.create(loopback(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return new StubService(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** The next answer to a request, such as {@code GET /api/v1/fleet}; the last one is repeated. */
    StubService answers(String request, Reply reply) {
        replies.computeIfAbsent(request, _ -> new ConcurrentLinkedQueue<>()).add(reply);
        return this;
    }

    StubService answers(String request, int status, String body) {
        return answers(request, Reply.of(status, body));
    }

    List<Asked> asked() {
        return asked;
    }

    Map<String, String> environment() {
        return Map.of("SIGNALBOX_URL", url(), "SIGNALBOX_TOKEN", TOKEN);
    }

    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().toString();
        asked.add(new Asked(exchange.getRequestMethod(), path, headers, body));
        send(exchange, reply(exchange.getRequestMethod() + " " + path, headers));
    }

    private Reply reply(String request, Map<String, String> headers) {
        if (!("Bearer " + TOKEN).equals(headers.get("authorization"))) {
            return problem(401, "unauthenticated", "The caller is not known.", "");
        }
        if (request.startsWith("POST") && !"application/json".equals(headers.get("content-type"))) {
            return problem(415, "unsupported-media-type", "The body has another media type than expected.", "");
        }
        Queue<Reply> next = replies.getOrDefault(request, new ConcurrentLinkedQueue<>());
        Reply reply = next.size() > 1 ? next.poll() : next.peek();
        return reply == null ? problem(404, "unknown-path", "There is nothing at this path.", "") : reply;
    }

    /** A problem document. @param more members, each after a comma */
    static Reply problem(int status, String type, String title, String more) {
        return Reply.of(
                        status,
                        "{\"type\": \"/problems/" + type + "\", \"title\": \"" + title + "\", \"status\": " + status
                                + more + "}")
                .with("Content-Type", "application/problem+json");
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (reply.status() == 0) {
            // Nothing is answered, and the connection ends.
            exchange.close();
            return;
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), reply.ends() ? body.length : 0);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
        if (reply.ends()) {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
