package io.signalbox.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Route 53 on loopback, spoken to by the AWS SDK with an endpoint override. It checks that requests are signed but not
 * by whom: any credentials will do, and the call log tells them apart. Thread-safe.
 */
public final class Route53 implements AutoCloseable {

    private static final String NAME_SERVER = "ns-1.sandbox.";
    private static final int NO_BODY = -1;

    static {
        // Without it every answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Operations operations = new Operations(this::pace);
    private final Faults faults = new Faults();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private volatile Pace pace;

    private Route53(HttpServer server, Pace pace) {
        this.server = server;
        this.pace = pace;
    }

    /** On a free port. */
    public static Route53 start(Pace pace) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var route53 = new Route53(server, pace);
            server.setExecutor(route53.threads);
            server.createContext("/", route53::handle);
            server.start();
            return route53;
        } catch (IOException e) {
            throw new UncheckedIOException("no Route 53 endpoint on loopback", e);
        }
    }

    /** For the SDK's {@code endpointOverride}. */
    public URI endpoint() {
        var address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** A new public zone with its NS and SOA records. @param name with or without the final dot */
    public HostedZone createZone(String name) {
        return operations.create(name, NAME_SERVER);
    }

    public List<HostedZone> zones() {
        return operations.zones();
    }

    /** As the name servers ask for it. */
    public HealthChecks healthChecks() {
        return operations.healthChecks();
    }

    public Faults faults() {
        return faults;
    }

    public ServingAudit audit() {
        return operations.audit();
    }

    /** Every request so far, oldest first, those that got no answer included. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public Pace pace() {
        return pace;
    }

    /** From the next request on. */
    public void setPace(Pace next) {
        pace = next;
    }

    @Override
    public void close() {
        server.stop(0);
        operations.healthChecks().close();
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                serve(exchange);
            } catch (AwsError e) {
                answer(exchange, new Reply(e.status(), Replies.error(e)));
            } catch (RuntimeException e) {
                answer(exchange, new Reply(500, Replies.error(new AwsError(500, "InternalFailure", "sandbox: " + e))));
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException, AwsError {
        var request = Request.read(exchange);
        var reply = faults.next(request.operation())
                .play(
                        () -> perform(request),
                        error -> refused(request, new AwsError(error.status(), error.code(), error.message())),
                        () -> log(request, List.of(), "lost", "the connection was closed before anything was done"));
        if (reply.isPresent()) {
            answer(exchange, reply.get());
        }
    }

    private record Reply(int status, Xml xml) {}

    private Reply perform(Request request) {
        try {
            var performed = operations.perform(request);
            log(request, performed.batch(), performed.result(), "");
            return new Reply(request.operation().success(), performed.reply());
        } catch (AwsError e) {
            return refused(request, e);
        }
    }

    private Reply refused(Request request, AwsError error) {
        log(request, asked(request), error.code(), String.valueOf(error.getMessage()));
        return new Reply(error.status(), Replies.error(error));
    }

    /** What was to be changed, as far as that can be read. */
    private static List<Change> asked(Request request) {
        try {
            return request.operation() == Operation.CHANGE_RECORDS ? ChangeBatchReader.read(request.body()) : List.of();
        } catch (AwsError e) {
            return List.of();
        }
    }

    private void log(Request request, List<Change> batch, String result, String detail) {
        calls.add(new Call(Instant.now(), request.operation(), request.accessKey(), result, detail, batch));
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.xml().bytes();
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(reply.status(), NO_BODY);
            return;
        }
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
