package io.signalbox.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {

    private final HttpEndpoint endpoint = HttpEndpoint.start(HttpEndpointTest::echo);
    private final HttpClient client = HttpClient.newHttpClient();

    private static Optional<HttpReply> echo(ReceivedRequest request) {
        return switch (request.path()) {
            case "/lost" -> Optional.empty();
            case "/defect" -> throw new IllegalStateException("on purpose");
            case "/empty" -> Optional.of(HttpReply.empty(204, Map.of()));
            default ->
                Optional.of(HttpReply.of(
                        200,
                        "text/plain",
                        request.method() + " " + request.path() + "?" + request.query() + " " + request.header("x-name")
                                + new String(request.body(), StandardCharsets.UTF_8)));
        };
    }

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
    }

    @Test
    void handsTheWholeRequestToItsHandler() throws IOException, InterruptedException {
        var response = send(request("/a%20b?c=%2F").header("X-Name", "value ").method("POST", body("body")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(response.body()).isEqualTo("POST /a b?c=%2F valuebody");
    }

    @Test
    void answersWithoutABodyWhereThereIsNone() throws IOException, InterruptedException {
        assertThat(send(request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .body())
                .isEmpty();
        assertThat(send(request("/empty").GET()).statusCode()).isEqualTo(204);
    }

    @Test
    void closesTheConnectionWithoutAnAnswer() throws IOException, InterruptedException {
        assertThatThrownBy(() -> send(request("/lost").GET())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> send(request("/defect").GET())).isInstanceOf(IOException.class);
        assertThat(send(request("/").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesConnectionsWhileItIsAway() throws IOException, InterruptedException {
        endpoint.away(true);
        assertThatThrownBy(() -> send(request("/").GET())).isInstanceOf(ConnectException.class);
        endpoint.away(false);
        assertThat(send(request("/").GET()).statusCode()).isEqualTo(200);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(endpoint.uri().resolve(path));
    }

    private static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
