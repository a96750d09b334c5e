package io.signalbox.sandbox.hooks;

import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.FaultQueues;
import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
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
import java.util.stream.Collectors;

/** Accepts every POST on loopback, on any path, unless a fault is injected. Thread-safe. */
public final class WebhookReceiver implements AutoCloseable {

    private static final String POST = "POST";
    private static final int TAKEN = 204;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NONE = 0;

    private final FaultQueues<String> faults = new FaultQueues<>();
    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
    private final HttpEndpoint endpoint = HttpEndpoint.start(this::handle);

    private WebhookReceiver() {}

    public static WebhookReceiver start() {
        return new WebhookReceiver();
    }

    /** Without a final slash. */
    public URI uri() {
        return endpoint.uri();
    }

    /** Injects a fault into the next requests that have none yet. Of an {@link Fault.Error} only the status is used. */
    public void fail(Fault fault, int times) {
        faults.inject(POST, fault, times);
    }

    /** Answers the next requests with this status and accepts none of them. */
    public void fail(int status, int times) {
        fail(new Fault.Error(status, "", ""), times);
    }

    /** All requests received, oldest first. */
    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** The idempotency keys of all accepted deliveries, each once. */
    public Set<String> told() {
        return deliveries.stream()
                .filter(Delivery::taken)
                .map(Delivery::idempotencyKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private Optional<HttpReply> handle(ReceivedRequest request) {
        var status = request.method().equals(POST)
                ? faults.next(POST)
                        .play(
                                () -> log(request, true, TAKEN),
                                error -> log(request, false, error.status()),
                                () -> log(request, false, NONE))
                : Optional.of(METHOD_NOT_ALLOWED);
        return status.map(WebhookReceiver::reply);
    }

    private int log(ReceivedRequest request, boolean taken, int status) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String body = new String(request.body(), StandardCharsets.UTF_8);
        deliveries.add(new Delivery(Instant.now(), request.path(), headers, body, taken, status));
        return status;
    }

    /** A redirect leads back to the receiver, so that a sender that follows it is noticed. */
    private static HttpReply reply(int status) {
        return HttpReply.empty(status, status / 100 == 3 ? Map.of("Location", "/elsewhere") : Map.of());
    }
}
