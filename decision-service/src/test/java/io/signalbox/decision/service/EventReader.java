package io.signalbox.decision.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.function.Predicate;

/** Reads server-sent events line by line, as they come. */
final class EventReader implements AutoCloseable {

    record Event(String type, String id, String data) {}

    private final HttpClient client;
    private final Scanner lines;

    private EventReader(HttpClient client, InputStream body) {
        this.client = client;
        this.lines = new Scanner(body, StandardCharsets.UTF_8);
    }

    static EventReader open(String uri, String token, String lastEventId) {
        HttpClient client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", lastEventId)
                .build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("status " + response.statusCode());
            }
            return new EventReader(client, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next event that is like this; those before it are passed over. */
    Event await(Predicate<Event> wanted) {
        Event event = next();
        while (!wanted.test(event)) {
            event = next();
        }
        return event;
    }

    private Event next() {
        String type = "";
        String id = "";
        String data = "";
        for (String line = lines.nextLine(); !line.isEmpty() || data.isEmpty(); line = lines.nextLine()) {
            type = line.startsWith("event:") ? line.substring(6).strip() : type;
            id = line.startsWith("id:") ? line.substring(3).strip() : id;
            data = line.startsWith("data:") ? data + line.substring(5).strip() : data;
        }
        return new Event(type, id, data);
    }

    String awaitComment() {
        String line = lines.nextLine();
        while (!line.startsWith(":")) {
            line = lines.nextLine();
        }
        return line.substring(1).strip();
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
