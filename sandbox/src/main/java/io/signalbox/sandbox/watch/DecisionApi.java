package io.signalbox.sandbox.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The REST API of a decision-service for one service, as an operator calls it. */
public final class DecisionApi {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int FIRST_ERROR = 300;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final Codec<ServiceStatus> STATUS = Codec.of(ServiceStatus.class);
    private static final Codec<JournalEntry> ENTRY = Codec.of(JournalEntry.class);

    private final URI base;
    private final String token;
    private final String service;

    public DecisionApi(URI base, String token, String service) {
        this.base = base;
        this.token = token;
        this.service = service;
    }

    /** @throws UncheckedIOException when there is no answer, or an error */
    public ServiceStatus status() {
        return read(STATUS, send(request("").GET()));
    }

    /** Newest first, at most {@code limit}. */
    public List<JournalEntry> journal(int limit) {
        byte[] body = send(request("/journal?limit=" + limit).GET());
        try {
            var entries = new ArrayList<JournalEntry>();
            for (JsonNode entry : Codec.mapper().readTree(body).path("entries")) {
                entries.add(read(ENTRY, Codec.mapper().writeValueAsBytes(entry)));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException("the journal is not valid JSON", e);
        }
    }

    /** Sends an order once; does not fail without an answer. @return the HTTP status; -1 for no answer */
    public int tryToDirect(String action, Map<String, ?> arguments) {
        try {
            return HTTP.send(order(action, arguments).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException _) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ordering " + action, e);
        }
    }

    /** @param action {@code override}, {@code release}, {@code freeze}, … @param arguments its JSON body */
    public void direct(String action, Map<String, ?> arguments) {
        try {
            send(order(action, arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder order(String action, Map<String, ?> arguments) throws IOException {
        return request("/" + action)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Codec.mapper().writeValueAsBytes(arguments)));
    }

    private HttpRequest.Builder request(String below) {
        return HttpRequest.newBuilder(base.resolve("/api/v1/services/" + service + below))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token);
    }

    private static byte[] send(HttpRequest.Builder request) {
        try {
            var built = request.build();
            var answer = HTTP.send(built, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= FIRST_ERROR) {
                throw new IOException(built.uri() + " answered " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calling the API", e);
        }
    }

    private static <T> T read(Codec<T> codec, byte[] body) {
        try {
            return codec.read(body);
        } catch (UnreadableException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
