package io.signalbox.decision.service;

import static io.signalbox.decision.service.Callers.LIMIT;
import static io.signalbox.decision.service.Callers.awaitActive;
import static io.signalbox.decision.service.Callers.operator;
import static io.signalbox.decision.service.Callers.viewer;
import static io.signalbox.decision.service.Callers.with;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order that is sent again because its answer was lost. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class IdempotencyTest {

    private static Surroundings surroundings;

    private final String key = UUID.randomUUID().toString();
    private final String why = "a test " + key;

    @BeforeAll
    static void begin() {
        surroundings = new Surroundings(CellResource.bootstrap);
    }

    @AfterAll
    static void end() {
        surroundings.close();
    }

    @BeforeEach
    void adopted() {
        awaitActive("us-east-1");
    }

    @AfterEach
    void nothingIsHeld() {
        operator().body(Map.of("why", "end of test")).post("/api/v1/services/orders/thaw");
        operator().body(Map.of("why", "end of test")).post("/api/v1/thaw");
    }

    private ValidatableResponse order(String path, Object body) {
        return operator()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/" + path)
                .then();
    }

    private void assertEntries(int count) {
        viewer().queryParam("limit", 500)
                .get("/api/v1/journal")
                .then()
                .body("entries.findAll { it.reason.text.contains('" + key + "') }.size()", equalTo(count));
    }

    @Test
    void theSameRequestTwiceIsOneDirective() {
        Object body = Map.of("why", why, "for", "PT10M");
        order("services/orders/freeze", body).statusCode(200).body("freeze.why", equalTo(why));
        order("services/orders/freeze", body).statusCode(200).body("freeze.why", equalTo(why));

        assertEntries(1);
    }

    @Test
    void twoPeopleOfOneNameAreTwoAndOneOfTwoNamesIsOneWhereTheTokenFileSaysSo() throws IOException {
        Object body = Map.of("why", why);
        freeze(CellResource.issuer.tokenOf("1", "olga", "operator"), body);
        freeze(CellResource.issuer.tokenOf("2", "olga", "operator"), body);
        assertEntries(2);
        String ann = "ann operator " + CellResource.sha256(key) + " " + CellResource.issuer.url() + "#3\n";
        CellResource.writeTokens(CellResource.tokenLines() + ann);
        await().atMost(LIMIT)
                .untilAsserted(() -> with(key).get("/api/v1/services").then().statusCode(200));
        freeze(CellResource.issuer.tokenOf("3", "ann@example.com", "operator"), body);
        freeze(key, body);
        CellResource.writeTokens(CellResource.tokenLines());
        assertEntries(3);
    }

    private void freeze(String token, Object body) {
        with(token)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/freeze")
                .then()
                .statusCode(200);
    }

    @Test
    void theSameRequestForAllServicesTwiceIsOneDirective() {
        order("freeze", Map.of("why", why)).statusCode(200);
        order("freeze", Map.of("why", why)).statusCode(200);

        assertEntries(1);
    }

    @Test
    void aRefusalStaysTheSame() {
        Object body = Map.of("target", "mars", "why", why);
        String refusal = order("services/orders/override", body)
                .statusCode(409)
                .extract()
                .asString();

        order("services/orders/override", body).statusCode(409).body(equalTo(refusal));
    }

    @Test
    void theSameKeyForAnotherOrderIsAnError() {
        order("services/orders/freeze", Map.of("why", why)).statusCode(200);

        order("services/orders/freeze", Map.of("why", why + "!"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/idempotency-key-reused"));
        order("services/orders/thaw", Map.of("why", why)).statusCode(422);
        assertEntries(1);
    }

    @Test
    void aKeyThatIsNoneIsToldWhatIsExpected() {
        operator()
                .header("Idempotency-Key", "x".repeat(129))
                .body(Map.of("why", why))
                .post("/api/v1/freeze")
                .then()
                .statusCode(400)
                .body("detail", containsString("1 to 128"));
    }
}
