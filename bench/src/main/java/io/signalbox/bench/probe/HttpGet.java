package io.signalbox.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Sends HTTP GET requests, one at a time. */
public final class HttpGet {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** HTTP/1.1 only: the server may be suspended during a request, and a connection upgrade would then fail. */
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpGet() {}

    /** Reads line by line, because the response may be long. */
    public static void lines(URI uri, Consumer<String> reader) {
        try (Stream<String> lines = CLIENT.send(
                        HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofLines())
                .body()) {
            lines.forEach(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + uri, e);
        }
    }

    static long number(URI uri) {
        var text = new StringBuilder();
        lines(uri, text::append);
        return Long.parseLong(text.toString());
    }
}
