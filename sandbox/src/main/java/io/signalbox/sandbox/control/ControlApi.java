package io.signalbox.sandbox.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.signalbox.sandbox.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Breaks and repairs parts of a world over HTTP, on loopback and for whoever can reach that. */
public final class ControlApi implements AutoCloseable {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final HttpServer server;
    private final World world;

    private ControlApi(HttpServer server, World world) {
        this.server = server;
        this.world = world;
    }

    /** On a free port. */
    public static ControlApi start(World world) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var api = new ControlApi(server, world);
            server.createContext("/", api::handle);
            server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException("no control API on loopback", e);
        }
    }

    /** Without a final slash. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer =
                    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private record Answer(int status, String text) {}

    private Answer answer(String method, String path) {
        if (method.equals("GET") && path.equals("/")) {
            return new Answer(OK, Guide.of(world, uri()));
        }
        if (method.equals("GET") && path.equals("/hooks")) {
            return new Answer(OK, Guide.hooks(world));
        }
        List<String> words = Arrays.stream(path.split("/", -1)).skip(1).toList();
        if (!method.equals("POST")) {
            return new Answer(BAD_REQUEST, Lever.ALLOWED);
        }
        return Lever.parse(world, words)
                .map(lever -> {
                    lever.pull().run();
                    return new Answer(OK, lever.says() + "\n");
                })
                .orElseGet(() -> new Answer(BAD_REQUEST, Lever.ALLOWED));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
