package io.signalbox.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One HTTP server, on a free loopback port unless an address is given. It handles each request on a virtual thread of its own, and can be taken
 * away and put back on the same port. Thread-safe.
 */
public final class HttpEndpoint implements AutoCloseable {

    private static final int NO_CONTENT = 204;
    private static final int NO_BODY = -1;

    static {
        // Without TCP_NODELAY every answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Answers requests, several at the same time. */
    public interface Handler {

        /** @return empty: the connection is closed without an answer, as it is after an exception */
        Optional<HttpReply> handle(ReceivedRequest request);
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Handler handler;
    private final InetSocketAddress address;
    private HttpServer server;
    private boolean away;

    private HttpEndpoint(Handler handler, InetSocketAddress wanted) {
        this.handler = handler;
        server = serve(wanted);
        address = server.getAddress();
    }

    public static HttpEndpoint start(Handler handler) {
        return start(handler, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** @param address the local address to bind; port 0 for a free one */
    public static HttpEndpoint start(Handler handler, InetSocketAddress address) {
        return new HttpEndpoint(handler, address);
    }

    private HttpServer serve(InetSocketAddress wanted) {
        try {
            var next = HttpServer.create(wanted, 0);
            next.setExecutor(threads);
            next.createContext("/", this::exchange);
            next.start();
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start an HTTP server at " + wanted, e);
        }
    }

    /** For clients on this host; without a final slash. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    /** @param wanted true: connections are refused until the next call with false */
    public synchronized void away(boolean wanted) {
        if (wanted && !away) {
            server.stop(0);
        } else if (!wanted && away) {
            server = serve(address);
        }
        away = wanted;
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<HttpReply> reply = handler.handle(ReceivedRequest.read(exchange));
            if (reply.isPresent()) {
                send(exchange, reply.get());
            }
        }
    }

    private static void send(HttpExchange exchange, HttpReply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean empty =
                exchange.getRequestMethod().equals("HEAD") || reply.status() == NO_CONTENT || reply.body().length == 0;
        exchange.sendResponseHeaders(reply.status(), empty ? NO_BODY : reply.body().length);
        if (!empty) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    @Override
    public synchronized void close() {
        if (!away) {
            server.stop(0);
        }
        threads.shutdownNow();
    }
}
