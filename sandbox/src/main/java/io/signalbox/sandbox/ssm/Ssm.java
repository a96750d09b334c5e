package io.signalbox.sandbox.ssm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.signalbox.sandbox.aws.AwsError;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.FaultQueues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The parameters of AWS Systems Manager on loopback, for the AWS SDK with an endpoint override. Every region is there;
 * which one is meant stands in the request's signature. It checks that requests are signed but not by whom. Thread-safe.
 */
public final class Ssm implements AutoCloseable {

    static {
        // Without it every answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ParameterStore store = new ParameterStore();
    private final FaultQueues<ParameterOperation> faults = new FaultQueues<>();
    private final Queue<ParameterCall> calls = new ConcurrentLinkedQueue<>();

    private Ssm(HttpServer server) {
        this.server = server;
    }

    /** On a free port. */
    public static Ssm start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var ssm = new Ssm(server);
            server.setExecutor(ssm.threads);
            server.createContext("/", ssm::handle);
            server.start();
            return ssm;
        } catch (IOException e) {
            throw new UncheckedIOException("no Systems Manager endpoint on loopback", e);
        }
    }

    /** For the SDK's {@code endpointOverride}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What stands there, secure strings in clear. */
    public Optional<Parameter> parameter(String region, String name) {
        return store.find(region, name);
    }

    /** Puts a value there by another hand than that of a caller. */
    public void put(String region, String name, String type, String value) {
        store.store(region, name, type, value);
    }

    public void delete(String region, String name) {
        store.remove(region, name);
    }

    public FaultQueues<ParameterOperation> faults() {
        return faults;
    }

    /** A request that is refused for the rate of requests, as this service words it. */
    public static Fault throttling() {
        return new Fault.Error(400, "ThrottlingException", "Rate exceeded");
    }

    /** A failure of the service itself, as this service words it. */
    public static Fault internalError() {
        return new Fault.Error(500, "InternalServerError", "An error occurred on the server side.");
    }

    /** Every request so far that could be read, oldest first, those that got no answer included. */
    public List<ParameterCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Reply(int status, ObjectNode body) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                serve(exchange);
            } catch (AwsError e) {
                answer(exchange, error(e));
            } catch (RuntimeException e) {
                answer(exchange, error(new AwsError(500, "InternalServerError", "sandbox: " + e)));
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException, AwsError {
        var request = ParameterRequest.read(exchange);
        var reply = faults.next(request.operation())
                .play(
                        () -> perform(request),
                        error -> refused(request, new AwsError(error.status(), error.code(), error.message())),
                        () -> log(request, "lost", "the connection was closed before anything was done"));
        if (reply.isPresent()) {
            answer(exchange, reply.get());
        }
    }

    private Reply perform(ParameterRequest request) {
        try {
            var reply = new Reply(200, store.perform(request));
            log(request, "ok", "");
            return reply;
        } catch (AwsError e) {
            return refused(request, e);
        }
    }

    private Reply refused(ParameterRequest request, AwsError error) {
        log(request, error.code(), String.valueOf(error.getMessage()));
        return error(error);
    }

    private void log(ParameterRequest request, String result, String detail) {
        calls.add(new ParameterCall(
                Instant.now(),
                request.operation(),
                request.accessKey(),
                request.region(),
                request.name(),
                result,
                detail));
    }

    private static Reply error(AwsError error) {
        return new Reply(
                error.status(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("__type", error.code())
                        .put("message", String.valueOf(error.getMessage())));
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
