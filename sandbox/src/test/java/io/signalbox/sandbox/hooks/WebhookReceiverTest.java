package io.signalbox.sandbox.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.sandbox.aws.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {

    private final WebhookReceiver receiver = WebhookReceiver.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        client.close();
        receiver.close();
    }

    private int post(String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(receiver.uri() + "/orders?secret=1"))
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString("body of " + key))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void remembersWhatItWasToldAndHow() throws Exception {
        assertThat(post("a")).isEqualTo(204);

        assertThat(receiver.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.path()).isEqualTo("/orders");
            assertThat(delivery.idempotencyKey()).isEqualTo("a");
            assertThat(delivery.body()).isEqualTo("body of a");
            assertThat(delivery.taken()).isTrue();
        });
    }

    @Test
    void failsAsOftenAsItIsTold() throws Exception {
        receiver.fail(503, 2);

        assertThat(post("a")).isEqualTo(503);
        assertThat(post("a")).isEqualTo(503);
        assertThat(receiver.told()).isEmpty();
        assertThat(post("a")).isEqualTo(204);
        assertThat(receiver.told()).containsExactly("a");
    }

    @Test
    void takesWhatItDoesNotAnswer() {
        receiver.fail(Fault.lostBefore(), 1);
        assertThatThrownBy(() -> post("before")).isInstanceOf(IOException.class);
        receiver.fail(Fault.lostAfter(), 1);
        assertThatThrownBy(() -> post("after")).isInstanceOf(IOException.class);

        assertThat(receiver.told()).contains("after").doesNotContain("before");
    }

    @Test
    void takesOnlyPosts() throws Exception {
        var request = HttpRequest.newBuilder(receiver.uri()).build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);
        assertThat(receiver.deliveries()).isEmpty();
    }
}
