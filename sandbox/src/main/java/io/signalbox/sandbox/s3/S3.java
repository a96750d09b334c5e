package io.signalbox.sandbox.s3;

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
import org.jspecify.annotations.Nullable;

/**
 * Objects of Amazon S3 on loopback, for the AWS SDK with an endpoint override, in path style. There are no regions: a bucket
 * is the same in each. Objects are read by anybody and changed by signed requests, whoever signs them. Thread-safe.
 */
public final class S3 implements AutoCloseable {

    static {
        // Without it every answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Buckets buckets = new Buckets();
    private final FaultQueues<S3Operation> faults = new FaultQueues<>();
    private final Queue<S3Call> calls = new ConcurrentLinkedQueue<>();

    private S3(HttpServer server) {
        this.server = server;
    }

    /** On a free port. */
    public static S3 start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var s3 = new S3(server);
            server.setExecutor(s3.threads);
            server.createContext("/", s3::handle);
            server.start();
            return s3;
        } catch (IOException e) {
            throw new UncheckedIOException("no S3 endpoint on loopback", e);
        }
    }

    /** For the SDK's {@code endpointOverride} or {@code AWS_ENDPOINT_URL_S3}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void createBucket(String bucket) {
        buckets.create(bucket);
    }

    /** What stands there now. */
    public Optional<StoredObject> object(String bucket, String key) {
        return buckets.find(bucket, key);
    }

    /** Puts an object there by another hand than that of a caller. */
    public void put(String bucket, String key, String text) {
        buckets.put(bucket, key, StoredObject.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    public void remove(String bucket, String key) {
        buckets.remove(bucket, key);
    }

    /** Of signed requests only: a health check that reads takes none away. */
    public FaultQueues<S3Operation> faults() {
        return faults;
    }

    /** A request that is refused for the rate of requests, as this service words it. */
    public static Fault throttling() {
        return new Fault.Error(503, "SlowDown", "Please reduce your request rate.");
    }

    /** A failure of the service itself, as this service words it. */
    public static Fault internalError() {
        return new Fault.Error(500, "InternalError", "We encountered an internal error. Please try again.");
    }

    /** Another request for the same object was being processed. */
    public static Fault conflict() {
        return new Fault.Error(
                409,
                "ConditionalRequestConflict",
                "The conditional request cannot succeed due to a conflicting operation against this resource.");
    }

    /** Every request so far that could be read, oldest first, those that got no answer included. */
    public List<S3Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** @param object whose tag is told; null where there is none */
    private record Reply(int status, @Nullable StoredObject object, byte[] body) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                serve(exchange);
            } catch (AwsError e) {
                answer(exchange, error(e));
            } catch (RuntimeException e) {
                answer(exchange, error(new AwsError(500, "InternalError", "sandbox: " + e)));
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException, AwsError {
        var request = S3Request.read(exchange);
        var fault = request.accessKey().isEmpty() ? new Fault.None() : faults.next(request.operation());
        var reply = fault.play(
                () -> perform(request),
                error -> refused(request, new AwsError(error.status(), error.code(), error.message())),
                () -> log(request, "lost"));
        if (reply.isPresent()) {
            answer(exchange, reply.get());
        }
    }

    private Reply perform(S3Request request) {
        try {
            var object = buckets.perform(request);
            log(request, "ok");
            return switch (request.operation()) {
                case GET_OBJECT, HEAD_OBJECT ->
                    new Reply(OK, object.orElseThrow(), object.orElseThrow().body());
                case PUT_OBJECT -> new Reply(OK, object.orElseThrow(), new byte[0]);
                case DELETE_OBJECT -> new Reply(NO_CONTENT, null, new byte[0]);
            };
        } catch (AwsError e) {
            return refused(request, e);
        }
    }

    private Reply refused(S3Request request, AwsError error) {
        log(request, error.code());
        return error(error);
    }

    private void log(S3Request request, String result) {
        calls.add(new S3Call(Instant.now(), request.operation(), request.accessKey(), request.object(), result));
    }

    private static Reply error(AwsError error) {
        String text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + error.code() + "</Code><Message>"
                + String.valueOf(error.getMessage()).replace("&", "&amp;").replace("<", "&lt;")
                + "</Message></Error>";
        return new Reply(error.status(), null, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        StoredObject object = reply.object();
        if (object != null) {
            exchange.getResponseHeaders().set("ETag", object.etag());
        }
        boolean silent = exchange.getRequestMethod().equals("HEAD") || reply.body().length == 0;
        if (!silent) {
            exchange.getResponseHeaders().set("Content-Type", object == null ? "application/xml" : "text/plain");
        }
        exchange.sendResponseHeaders(reply.status(), silent ? NO_BODY : reply.body().length);
        if (!silent) {
            exchange.getResponseBody().write(reply.body());
        }
    }
}
