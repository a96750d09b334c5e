package io.signalbox.actuator.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler;
import io.signalbox.actuator.core.ActionHandler.Messenger;
import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.Webhook;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends webhooks: a POST of JSON that succeeds with a 2xx answer. Follows no redirects and does not retry. */
public final class HttpMessenger implements Messenger<Webhook>, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Refusals with a temporary cause, which the message does not have. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private static final int SERVER_ERROR = 500;

    private final InstantSource clock;
    private final Map<String, String> environment;
    private final MeterRegistry meters;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param environment contains the keys of signatures and the secrets of URLs */
    public HttpMessenger(InstantSource clock, Map<String, String> environment, MeterRegistry meters) {
        this.clock = clock;
        this.environment = Map.copyOf(environment);
        this.meters = meters;
    }

    @Override
    public Class<Webhook> type() {
        return Webhook.class;
    }

    @Override
    public void tell(Webhook to, Command command, Fence fence, ActionAttempt turn) throws ActionFailedException {
        try {
            var destination = Destination.of(ActionHandler.resolved(to.url(), environment));
            HttpRequest request = request(destination, to, command, fence);
            require2xx(inTime(destination, request, turn), destination);
            count("ok");
        } catch (ActionFailedException e) {
            count(e.cause());
            throw e;
        }
    }

    private HttpRequest request(Destination destination, Webhook to, Command command, Fence fence)
            throws ActionFailedException {
        Instant now = clock.instant();
        boolean pagerDuty = to.format() == Webhook.Format.PAGERDUTY;
        String variable = to.secretVariable();
        String routingKey = pagerDuty && variable != null ? Signature.secret(variable, environment) : null;
        byte[] body = WebhookBody.of(Message.of(command, fence, now), to.format(), routingKey);
        var request = HttpRequest.newBuilder(destination.uri())
                .timeout(ActionAttempt.LIMIT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "signalbox")
                .header("Idempotency-Key", Message.key(command))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (variable != null && !pagerDuty) {
            String timestamp = String.valueOf(now.getEpochSecond());
            request.header("X-Signalbox-Timestamp", timestamp)
                    .header(
                            "X-Signalbox-Signature",
                            Signature.of(variable, environment).over(timestamp, body));
        }
        return request.build();
    }

    /** The client's own limits do not bound how long a name takes to resolve. */
    private int inTime(Destination destination, HttpRequest request, ActionAttempt turn) throws ActionFailedException {
        Future<Integer> status = threads.submit(() -> send(destination, request));
        try {
            return status.get(turn.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw timeout(destination);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ActionFailedException("interrupted", "this actuator is being stopped", true);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ActionFailedException failed -> throw failed;
                case HttpTimeoutException _ -> throw timeout(destination);
                case IOException broken ->
                    throw new ActionFailedException("connection", destination + ": " + broken, true);
                case null, default -> throw new IllegalStateException("no answer of " + destination, e.getCause());
            }
        } finally {
            status.cancel(true);
        }
    }

    /**
     * Uses a client of its own, because the JDK's client does not close a connection whose answer is not HTTP.
     *
     * @return the status; the body of the answer is ignored
     */
    private int send(Destination destination, HttpRequest request)
            throws ActionFailedException, IOException, InterruptedException {
        destination.requireAllowed();
        HttpClient client = client();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            response.body().close();
            return response.statusCode();
        } finally {
            client.shutdownNow();
        }
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(threads)
                .build();
    }

    private static void require2xx(int status, Destination destination) throws ActionFailedException {
        if (status / 100 != 2) {
            boolean later = status >= SERVER_ERROR || LATER.contains(status);
            throw new ActionFailedException("http-" + status, destination + " answered " + status, later);
        }
    }

    private static ActionFailedException timeout(Destination destination) {
        return new ActionFailedException(
                "timeout", destination + " did not answer within " + ActionAttempt.LIMIT, true);
    }

    private void count(String result) {
        meters.counter("signalbox.webhook.requests", "result", result).increment();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
