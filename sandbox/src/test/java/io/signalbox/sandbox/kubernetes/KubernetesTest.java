package io.signalbox.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.sandbox.aws.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubernetesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDERS = "/apis/apps/v1/namespaces/shop/deployments/orders";
    private static final String MERGE = "application/merge-patch+json";

    private record Answer(int status, JsonNode body) {}

    private Kubernetes kubernetes;
    private HttpClient client;

    @BeforeEach
    void start() {
        kubernetes = Kubernetes.start();
        kubernetes.put("shop", "deployments", "orders", 2);
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        client.close();
        kubernetes.close();
    }

    private Answer send(String method, String path, String type, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(kubernetes.endpoint() + path))
                .header("Authorization", "Bearer " + kubernetes.token())
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return answer(request);
    }

    private Answer answer(HttpRequest request) throws IOException, InterruptedException {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    }

    private JsonNode workload() throws Exception {
        return send("GET", ORDERS, "application/json", "").body();
    }

    private JsonNode scale() throws Exception {
        return send("GET", ORDERS + "/scale", "application/json", "").body();
    }

    private Answer patch(int replicas) throws Exception {
        return send("PATCH", ORDERS + "/scale", MERGE, "{\"spec\":{\"replicas\":" + replicas + "}}");
    }

    @Test
    void listsTheAutoscalersOfANamespaceAndChangesTheirLimits() throws Exception {
        String autoscalers = "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers";
        kubernetes.autoscale("shop", "deployments", "orders", 1, 4);
        kubernetes.autoscale("other", "deployments", "orders", 1, 4);

        JsonNode items = send("GET", autoscalers, "application/json", "").body().path("items");
        assertThat(items).hasSize(1);
        JsonNode spec = items.path(0).path("spec");
        assertThat(spec.path("scaleTargetRef").path("kind").asText()).isEqualTo("Deployment");
        assertThat(spec.path("scaleTargetRef").path("name").asText()).isEqualTo("orders");
        assertThat(spec.has("minReplicas")).as("the default is left out").isFalse();
        String name = items.path(0).path("metadata").path("name").asText();

        assertThat(send("PATCH", autoscalers + "/" + name, MERGE, "{\"spec\":{\"minReplicas\":5}}")
                        .status())
                .as("above the maximum")
                .isEqualTo(422);
        assertThat(send("PATCH", autoscalers + "/" + name, MERGE, "{\"spec\":{\"minReplicas\":3}}")
                        .status())
                .isEqualTo(200);
        kubernetes.idle();
        assertThat(orders().replicas()).isEqualTo(3);
        assertThat(send("PATCH", autoscalers + "/none", MERGE, "{}").status()).isEqualTo(404);
    }

    private Kubernetes.Workload orders() {
        return kubernetes.workload("shop", "deployments", "orders");
    }

    @Test
    void runsAsManyReplicasAsAreWanted() throws Exception {
        Answer scaled = patch(5);

        assertThat(scaled.status()).isEqualTo(200);
        assertThat(scaled.body().path("kind").asText()).isEqualTo("Scale");
        assertThat(scaled.body().path("spec").path("replicas").asInt()).isEqualTo(5);
        assertThat(workload().path("spec").path("replicas").asInt()).isEqualTo(5);
        assertThat(workload().path("status").path("readyReplicas").asInt()).isEqualTo(5);
        assertThat(orders().ready()).isEqualTo(5);
        assertThat(kubernetes.calls().getFirst())
                .extracting(KubernetesCall::operation, KubernetesCall::path, KubernetesCall::result)
                .containsExactly("PATCH scale", ORDERS + "/scale", "ok");
    }

    @Test
    void noticesLate() throws Exception {
        kubernetes.noticesAfter(Duration.ofHours(1));
        long before = workload().path("metadata").path("generation").asLong();

        patch(5);

        JsonNode asked = workload();
        assertThat(asked.path("metadata").path("generation").asLong()).isEqualTo(before + 1);
        assertThat(asked.path("status").path("observedGeneration").asLong()).isEqualTo(before);
        assertThat(asked.path("status").path("readyReplicas").asInt()).isEqualTo(2);
    }

    @Test
    void startsReplicasInTheEndAndMakesNewVersionsOfThat() throws Exception {
        kubernetes.noticesAfter(Duration.ofMillis(100));
        kubernetes.startsAfter(Duration.ofMillis(100));

        String asked = patch(5).body().path("metadata").path("resourceVersion").asText();

        await().untilAsserted(() -> assertThat(
                        workload().path("status").path("readyReplicas").asInt())
                .isEqualTo(5));
        JsonNode settled = workload();
        assertThat(settled.path("status").path("observedGeneration"))
                .isEqualTo(settled.path("metadata").path("generation"));
        assertThat(settled.path("metadata").path("resourceVersion").asText()).isNotEqualTo(asked);
    }

    @Test
    void keepsWhatIsReadyWhileNothingCanStart() throws Exception {
        kubernetes.refuseToStart(true);

        patch(5);

        assertThat(workload().path("status").path("readyReplicas").asInt()).isEqualTo(2);
        assertThat(orders().replicas()).isEqualTo(5);
    }

    @Test
    void leavesOutZeroesLikeTheRealOne() throws Exception {
        patch(0);

        assertThat(scale().path("spec").has("replicas")).isFalse();
        assertThat(workload().path("spec").path("replicas").asInt(-1)).isZero();
        assertThat(workload().path("status").has("readyReplicas")).isFalse();
    }

    @Test
    void refusesAVersionThatIsNoLongerCurrent() throws Exception {
        String seen = scale().toString().replace("\"replicas\":2", "\"replicas\":4");

        assertThat(send("PUT", ORDERS + "/scale", "application/json", seen).status())
                .isEqualTo(200);
        Answer late =
                send("PUT", ORDERS + "/scale", "application/json", seen.replace("\"replicas\":4", "\"replicas\":9"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().path("reason").asText()).isEqualTo("Conflict");
        assertThat(orders().replicas()).isEqualTo(4);
    }

    @Test
    void refusesWhatIsNoScale() throws Exception {
        assertThat(patch(-1).status()).isEqualTo(422);
        assertThat(send("PATCH", ORDERS + "/scale", "application/json", "{}").status())
                .isEqualTo(415);
        assertThat(send("PATCH", ORDERS + "/scale", MERGE, "[]").status()).isEqualTo(400);
        assertThat(send("PATCH", ORDERS + "/scale", MERGE, "{\"spec\":{\"replicas\":\"many\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(send("PUT", ORDERS + "/scale", "application/json", "{\"spec\":{\"replicas\":4}}")
                        .status())
                .isEqualTo(400);
        assertThat(send("DELETE", ORDERS, "application/json", "").status()).isEqualTo(405);
        assertThat(send("GET", ORDERS + "-2", "application/json", "").status()).isEqualTo(404);
        assertThat(send("GET", "/api/v1/pods", "application/json", "").status()).isEqualTo(404);
        assertThat(orders().replicas()).isEqualTo(2);
    }

    @Test
    void answersNobodyWithoutTheToken() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(kubernetes.endpoint() + ORDERS))
                .header("Authorization", "Bearer stranger")
                .build();

        Answer answer = answer(request);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("reason").asText()).isEqualTo("Unauthorized");
    }

    @Test
    void losesRequestsAndAnswersWhenToldTo() throws Exception {
        kubernetes.faults().inject("PATCH scale", Fault.lostBefore());
        kubernetes.faults().inject("PATCH scale", Fault.lostAfter());
        kubernetes.faults().inject("PATCH scale", Kubernetes.throttling());

        assertThatThrownBy(() -> patch(5)).isInstanceOf(IOException.class);
        assertThat(orders().replicas()).isEqualTo(2);
        assertThatThrownBy(() -> patch(5)).isInstanceOf(IOException.class);
        assertThat(orders().replicas()).isEqualTo(5);
        assertThat(patch(6).status()).isEqualTo(429);
        assertThat(kubernetes.calls())
                .extracting(KubernetesCall::operation, KubernetesCall::result)
                .containsExactly(
                        tuple("PATCH scale", "lost"),
                        tuple("PATCH scale", "ok"),
                        tuple("PATCH scale", "TooManyRequests"));
    }

    @Test
    void comesBackUnderTheSameAddress() throws Exception {
        kubernetes.away(true);
        assertThatThrownBy(this::workload).isInstanceOf(ConnectException.class);

        kubernetes.away(false);
        assertThat(workload().path("kind").asText()).isEqualTo("Deployment");
    }
}
