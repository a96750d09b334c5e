package io.signalbox.sandbox.hooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.FaultQueues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Takes every POST on loopback, whatever its path, unless it is told to fail. Thread-safe. */
public final class WebhookReceiver implements AutoCloseable {

    private static final String POST = "POST";
    private static final int TAKEN = 204;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NO_BODY = -1;
    private static final int NONE = 0;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FaultQueues<String> faults = new FaultQueues<>();
    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();

    private WebhookReceiver(HttpServer server) {
        this.server = server;
    }

    /** On a free port. */
    public static WebhookReceiver start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var receiver = new WebhookReceiver(server);
            server.setExecutor(receiver.threads);
            server.createContext("/", receiver::handle);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException("no webhook receiver on loopback", e);
        }
    }

    /** Without a final slash. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What happens to the next so many that have no fault yet. Of an {@link Fault.Error} only the status is used. */
    public void fail(Fault fault, int times) {
        faults.inject(POST, fault, times);
    }

    /** Answers the next so many with this status and takes none of them. */
    public void fail(int status, int times) {
        fail(new Fault.Error(status, "", ""), times);
    }

    /** Everything that came, oldest first. */
    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** What it has been told, each thing once, however often it came. */
    public Set<String> told() {
        return deliveries.stream()
                .filter(Delivery::taken)
                .map(Delivery::idempotencyKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var status = exchange.getRequestMethod().equals(POST)
                    ? faults.next(POST)
                            .play(
                                    () -> log(exchange, body, true, TAKEN),
                                    error -> log(exchange, body, false, error.status()),
                                    () -> log(exchange, body, false, NONE))
                    : Optional.of(METHOD_NOT_ALLOWED);
            if (status.isPresent()) {
                answer(exchange, status.get());
            }
        }
    }

    private int log(HttpExchange exchange, String body, boolean taken, int status) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        deliveries.add(new Delivery(Instant.now(), exchange.getRequestURI().getPath(), headers, body, taken, status));
        return status;
    }

    /** A redirect leads back to the receiver, so that one that is followed shows. */
    private static void answer(HttpExchange exchange, int status) throws IOException {
        if (status / 100 == 3) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(status, NO_BODY);
    }
}
