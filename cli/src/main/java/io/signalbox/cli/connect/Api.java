package io.signalbox.cli.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.cli.context.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The REST interface of one decision-service. A request is sent once: an order that is not answered is never sent again by
 * itself, and no redirect is followed, since it would take the token elsewhere.
 */
public final class Api implements AutoCloseable {

    /** Far above the longest page of services. */
    private static final long LONGEST_ANSWER = 256L * 1_024 * 1_024;

    private static final int FIRST_ERROR = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final URI base;
    private final Optional<String> token;
    private final Duration limit;

    private Api(HttpClient client, URI base, Optional<String> token, Duration limit) {
        this.client = client;
        this.base = base;
        this.token = token;
        this.limit = limit;
    }

    static Api of(Context context, Duration limit, Console console) {
        Optional<String> token = CallerToken.of(context, console);
        if (token.isPresent() && isReadable(context.url())) {
            console.error("warning: the token is sent to " + context.url() + " without TLS");
        }
        var client = HttpClient.newBuilder()
                .connectTimeout(limit)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1);
        if (context.caFile() != null) {
            client.sslContext(Authorities.only(context.caFile()));
        }
        return new Api(client.build(), context.url(), token, limit);
    }

    /** True if others on the network could read what is sent. */
    private static boolean isReadable(URI url) {
        String host = url.getHost();
        boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return url.getScheme().equals("http") && !here;
    }

    /** A path segment or a value of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @param path with its query */
    public Answer get(String path) {
        return send(request(path).GET().build(), null);
    }

    /** An answer that is no JSON. @param type the accepted media type */
    public String text(String path, String type) {
        HttpRequest request = request(path).header("Accept", type).GET().build();
        HttpResponse<String> response =
                exchange(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER), null);
        if (response.statusCode() >= FIRST_ERROR) {
            throw Problems.of(response.statusCode(), json(response.body()).orElse(null), response.body(), null);
        }
        return response.body();
    }

    /** @param key sent as Idempotency-Key; null where nothing is ordered that counts */
    public Answer post(String path, JsonNode body, @Nullable String key, Map<String, String> headers) {
        var request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        headers.forEach(request::header);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return send(request.build(), key);
    }

    /** Opens a stream of events. @param lastEventId null for a new stream */
    public InputStream events(String path, @Nullable String lastEventId) {
        var request = request(path).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = exchange(request.GET().build(), BodyHandlers.ofInputStream(), null);
        if (response.statusCode() < FIRST_ERROR) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            String text = new String(body.readNBytes(1 << 16), StandardCharsets.UTF_8);
            throw Problems.of(response.statusCode(), json(text).orElse(null), text, null);
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.UNAVAILABLE, base + ": " + e);
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        return request;
    }

    private Answer send(HttpRequest request, @Nullable String key) {
        HttpResponse<String> response =
                exchange(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER), key);
        Optional<JsonNode> body = json(response.body());
        if (response.statusCode() >= FIRST_ERROR) {
            throw Problems.of(response.statusCode(), body.orElse(null), response.body(), key);
        }
        HttpHeaders headers = response.headers();
        return new Answer(
                response.statusCode(),
                body.orElseThrow(() -> new CommandFailedException(
                        ExitCode.UNAVAILABLE,
                        request.uri() + ": expected JSON, got another answer: is this a" + " decision-service?")),
                headers.firstValue("Location").orElse(null),
                headers.firstValue("Directive-Id").orElse(null));
    }

    /** An empty body is an empty object. */
    private static Optional<JsonNode> json(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return Optional.of(read.isMissingNode() ? JsonNodeFactory.instance.objectNode() : read);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private <T> HttpResponse<T> exchange(
            HttpRequest request, HttpResponse.BodyHandler<T> handler, @Nullable String key) {
        var sent = client.sendAsync(request, handler);
        try {
            return sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Unanswered.of(base, limit, asIo(e), key);
        } catch (TimeoutException _) {
            sent.cancel(true);
            throw Unanswered.of(base, limit, new HttpTimeoutException("the answer did not end"), key);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unanswered.of(base, limit, new InterruptedIOException(), key);
        }
    }

    private static IOException asIo(ExecutionException e) {
        return e.getCause() instanceof IOException io ? io : new IOException(e);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
