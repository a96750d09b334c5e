package io.signalbox.actuator.verify;

import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A Route 53 that accepts the deletion of a text that does not exist, and is otherwise as the one behind it. */
final class LaxRoute53 {

    private static final String ACCEPTED = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ChangeResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeInfo>\
            <Id>/change/CLAX</Id><Status>PENDING</Status><SubmittedAt>2026-01-01T00:00:00Z</SubmittedAt>\
            </ChangeInfo></ChangeResourceRecordSetsResponse>""";

    private LaxRoute53() {}

    static HttpEndpoint before(URI strict) {
        var http = HttpClient.newHttpClient();
        return HttpEndpoint.start(request -> Optional.of(
                isStaleDeletion(request) ? HttpReply.of(200, "text/xml", ACCEPTED) : passed(http, strict, request)));
    }

    private static boolean isStaleDeletion(ReceivedRequest request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        return body.contains("<Action>DELETE</Action>")
                && !body.contains("<Action>CREATE</Action>")
                && body.contains("exactness")
                && body.contains("epoch=2");
    }

    private static HttpReply passed(HttpClient http, URI strict, ReceivedRequest request) {
        var copy = HttpRequest.newBuilder(strict.resolve(request.path() + "?" + request.query()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()))
                .header("Authorization", request.header("Authorization"))
                .build();
        try {
            var answer = http.send(copy, HttpResponse.BodyHandlers.ofByteArray());
            return new HttpReply(answer.statusCode(), Map.of("Content-Type", "text/xml"), answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
