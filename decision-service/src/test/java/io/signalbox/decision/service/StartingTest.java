package io.signalbox.decision.service;

import static io.restassured.RestAssured.given;
import static io.signalbox.decision.service.Callers.operator;
import static io.signalbox.decision.service.Callers.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.signalbox.sandbox.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance that has begun and has not read yet what there was before. */
@QuarkusTest
@QuarkusTestResource(value = StartingTest.NothingToRead.class, restrictToAnnotatedClass = true)
class StartingTest {

    private static int management;

    /** Kafka does not answer. */
    public static class NothingToRead implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            try {
                Path directory = Files.createTempDirectory("starting-test");
                Path tokens = Files.writeString(directory.resolve("tokens"), CellResource.tokenLines());
                String bootstrap = "127.0.0.1:" + Ports.free();
                management = Ports.free();
                Path topology = Files.writeString(directory.resolve("topology.yaml"), CellResource.topology(bootstrap));
                return Map.of(
                        "kafka.bootstrap.servers", bootstrap,
                        "signalbox.topology", topology.toString(),
                        "signalbox.tokens", tokens.toString(),
                        "signalbox.management.port", String.valueOf(management),
                        "signalbox.management.host", "127.0.0.1",
                        "quarkus.http.idle-timeout", "1S",
                        "kafka-streams.state.dir", directory.resolve("streams").toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            // Nothing was begun.
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /api/v1/services HTTP/1.1\r\nHost: local"})
    void aConnectionThatSaysNoMoreIsClosed(String begun) throws IOException {
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout((int) Callers.LIMIT.toMillis());
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void answersNoReadOutOfViewsOfThePast() {
        for (String path : new String[] {"services", "services/orders", "fleet", "journal", "events"}) {
            viewer().get("/api/v1/" + path)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("/problems/starting"))
                    .body("detail", containsString("reads what there was before"));
        }
    }

    @Test
    void takesNoOrderOfWhichItCouldNotTellWhetherItCameBefore() {
        operator()
                .body(Map.of("why", "a test"))
                .post("/api/v1/freeze")
                .then()
                .statusCode(503)
                .body("type", equalTo("/problems/starting"));
    }

    private static RequestSpecification management() {
        return given().port(management);
    }

    @Test
    void healthAndMetricsAreAtTheirOwnPortOnlyAndTheApiIsNot() {
        for (String path : new String[] {"/q/health/live", "/q/metrics", "/q/openapi"}) {
            viewer().get(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/unknown-path"));
            viewer().port(management).get(path).then().statusCode(200);
        }
        management().get("/q/metrics").then().statusCode(401);
        viewer().port(management).get("/api/v1/services").then().statusCode(404);
        viewer().port(management).get("/problems/unknown-path").then().statusCode(200);
    }

    @Test
    void isAliveAndNotReady() {
        management().get("/q/health/live").then().statusCode(200);
        management()
                .get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'views-caught-up' }.status", equalTo("DOWN"))
                .body("checks.name", hasItem("streams-running"));
    }
}
