package io.signalbox.decision.service;

import static io.restassured.RestAssured.given;
import static io.signalbox.decision.service.Callers.LIMIT;
import static io.signalbox.decision.service.Callers.awaitActive;
import static io.signalbox.decision.service.Callers.operator;
import static io.signalbox.decision.service.Callers.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.signalbox.contract.Topics;
import io.signalbox.contract.name.VantageName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bad records and bad requests against the service as a whole, with a real broker: it goes on deciding. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class PoisonServiceTest {

    private static Surroundings surroundings;

    @BeforeAll
    static void begin() {
        surroundings = new Surroundings(CellResource.bootstrap);
    }

    @AfterAll
    static void end() {
        surroundings.close();
    }

    private static void steadyAtHome() {
        awaitActive("us-east-1");
        await().atMost(LIMIT).untilAsserted(() -> viewer().get("/api/v1/services/orders")
                .then()
                .body("phase", equalTo("steady"))
                .body("sites.verdict", equalTo(List.of("UP", "UP"))));
    }

    /** The views show it, so the records behind the bad ones are read. */
    private static void failsOverAndBack() {
        surroundings.breakSite("us-east-1");
        awaitActive("us-west-2");
        surroundings.repairSite("us-east-1");
        awaitActive("us-east-1");
    }

    @Test
    void noRecordOnAnyTopicStopsTheDecisionsOrTheViews() {
        steadyAtHome();
        for (String topic : List.of(
                Topics.observations(new VantageName("us-east-1")),
                Topics.VERDICTS,
                Topics.DIRECTIVES,
                Topics.OUTCOMES,
                Topics.STATES,
                Topics.JOURNAL)) {
            surroundings.send(topic, "orders", null);
            surroundings.send(topic, "orders", new byte[0]);
            surroundings.send(topic, "orders", new byte[900_000]);
        }
        failsOverAndBack();
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void whatIsOutOfItsBoundsIsRefusedAtTheDoor() throws IOException {
        steadyAtHome();
        operator()
                .body(Map.of("why", "typo", "target", "us-west-2", "for", "PT10000000000000H"))
                .post("/api/v1/services/orders/drill/start")
                .then()
                .statusCode(400)
                .body("where", equalTo("for"))
                .body("detail", containsString("expected a duration from PT1S to PT168H"));
        operator()
                .body(Map.of("why", "typo", "for", "PT10000000000000H"))
                .post("/api/v1/services/orders/freeze")
                .then()
                .statusCode(400)
                .body("where", equalTo("for"));
        operator()
                .body(Map.of("why", "w".repeat(1_001)))
                .post("/api/v1/services/orders/release")
                .then()
                .statusCode(400)
                .body("where", equalTo("why"))
                .body("detail", containsString("expected 1 to 1000 characters"));
        operator()
                .body(Map.of("why", "two\nlines"))
                .post("/api/v1/services/orders/release")
                .then()
                .statusCode(400)
                .body("where", equalTo("why"));
        assertThat(answerToOneOf(1_000_000)).startsWith("HTTP/1.1 413 ");
    }

    /** What is too long is refused by its announced length. Whoever sent it all might be cut off before it reads the answer. */
    private static String answerToOneOf(int length) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            String head = "POST /api/v1/services/orders/release HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + CellResource.OPERATOR_TOKEN + "\r\nContent-Type: application/json\r\nContent-Length: " + length
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void aServiceThatIsNotQuarantinedIsNotLifted() {
        steadyAtHome();
        operator()
                .body(Map.of("why", "looked"))
                .post("/api/v1/services/orders/quarantine/lift")
                .then()
                .statusCode(409)
                .body("code", equalTo("not-quarantined"));
    }
}
