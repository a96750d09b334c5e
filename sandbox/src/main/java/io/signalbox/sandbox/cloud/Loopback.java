package io.signalbox.sandbox.cloud;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One HTTP endpoint on loopback that can go away and come back under the same address. */
final class Loopback implements AutoCloseable {

    static {
        // Without it every answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpHandler handler;
    private final int port;
    private HttpServer server;
    private boolean away;

    private Loopback(HttpHandler handler) {
        this.handler = handler;
        server = serve(0);
        port = server.getAddress().getPort();
    }

    /** On a free port. */
    static Loopback start(HttpHandler handler) {
        return new Loopback(handler);
    }

    private HttpServer serve(int wanted) {
        try {
            var next = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
            next.setExecutor(threads);
            next.createContext("/", handler);
            next.start();
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException("no HTTP endpoint on loopback", e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** While it is away connections are refused. */
    synchronized void away(boolean wanted) {
        if (wanted && !away) {
            server.stop(0);
        } else if (!wanted && away) {
            server = serve(port);
        }
        away = wanted;
    }

    @Override
    public synchronized void close() {
        if (!away) {
            server.stop(0);
        }
        threads.shutdownNow();
    }
}
