package io.signalbox.decision.service;

import static io.restassured.RestAssured.given;
import static io.signalbox.decision.service.Callers.LIMIT;
import static io.signalbox.decision.service.Callers.approver;
import static io.signalbox.decision.service.Callers.operator;
import static io.signalbox.decision.service.Callers.viewer;
import static io.signalbox.decision.service.Callers.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The identity of callers, and what each may use of the service. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class CallersTest {

    private static final Map<String, Object> WHY = Map.of("why", "a test");
    private static final Map<String, Object> FORCED = Map.of("target", "us-west-2", "why", "a test", "force", true);

    private static Surroundings surroundings;

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
        Callers.awaitActive("us-east-1");
    }

    @AfterEach
    void nothingIsHeld() {
        approver().body(WHY).post("/api/v1/services/orders/reject");
        operator().body(WHY).post("/api/v1/services/orders/release");
    }

    @Test
    void eachIsToldWhoItIs() {
        operator()
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("ann"))
                .body("person", equalTo("ann"))
                .body("roles", equalTo(List.of("operator")))
                .body("authentication", equalTo("token-file"))
                .body("subject", nullValue());
        with(CellResource.issuer.tokenOf("17", "olga", "viewer", "approver"))
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("olga"))
                .body("person", equalTo(CellResource.issuer.url() + "#17"))
                .body("roles", equalTo(List.of("approver", "viewer")))
                .body("authentication", equalTo("web-token"))
                .body("issuer", equalTo(CellResource.issuer.url()))
                .body("subject", equalTo("17"));
        with(CellResource.issuer.token("nils", "signalbox", "accounting"))
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("roles", equalTo(List.of("accounting")));
    }

    private static void propose(String subject, String name) {
        with(CellResource.issuer.tokenOf(subject, name, "operator", "approver"))
                .body(FORCED)
                .post("/api/v1/services/orders/override")
                .then()
                .statusCode(202);
    }

    @Test
    void oneOfTwoNamesIsOnePerson() {
        propose("17", "olga");
        with(CellResource.issuer.tokenOf("17", "olga.petrova", "approver"))
                .body(WHY)
                .post("/api/v1/services/orders/approve")
                .then()
                .statusCode(409)
                .body("code", equalTo("same-person"));
    }

    @Test
    void twoOfOneNameAreTwoPeople() {
        propose("17", "olga");
        with(CellResource.issuer.tokenOf("18", "olga", "approver"))
                .body(WHY)
                .post("/api/v1/services/orders/approve")
                .then()
                .statusCode(200);
    }

    @Test
    void aWebTokenWithoutASubjectIsNobodys() {
        with(CellResource.issuer.withoutSubject("olga", "operator"))
                .get("/api/v1/services")
                .then()
                .statusCode(401);
    }

    @Test
    void anOrderThatWaitsHasALocationThatTellsWhatBecameOfIt() {
        var waiting = operator().body(FORCED).post("/api/v1/services/orders/override");
        String id = waiting.then().statusCode(202).extract().header("Directive-Id");
        assertThat(waiting.header("Location")).isEqualTo("/api/v1/directives/" + id);
        viewer().get(waiting.header("Location"))
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("state", equalTo("DONE"))
                .body("entry.directive", equalTo(id))
                .body("entry.reason.text", containsString("waits for a second person"));
        viewer().get("/api/v1/services?awaits=override").then().body("services.service", equalTo(List.of("orders")));
        viewer().get("/api/v1/services?awaits=any").then().body("services.service", equalTo(List.of("orders")));
        viewer().get("/api/v1/services?awaits=move").then().body("services", equalTo(List.of()));
        viewer().get("/api/v1/directives/" + "x".repeat(201))
                .then()
                .statusCode(400)
                .body("where", equalTo("id"));
        viewer().get("/api/v1/directives/nothing")
                .then()
                .statusCode(200)
                .body("state", equalTo("PENDING"))
                .body("entry", nullValue());
    }

    @Test
    void aRefusedOrderIsToldByItsId() {
        String key = "callers-" + System.nanoTime();
        operator()
                .header("Idempotency-Key", key)
                .body(WHY)
                .post("/api/v1/services/orders/thaw")
                .then()
                .statusCode(409);
        String id = viewer().queryParam("kind", "directive-refused")
                .get("/api/v1/services/orders/journal")
                .path("entries[0].directive");
        viewer().get("/api/v1/directives/" + id)
                .then()
                .body("state", equalTo("REFUSED"))
                .body("entry.reason.code", equalTo("nothing-to-thaw"));
    }

    @Test
    void anotherInstanceMayReadEvidenceAndNothingElse() {
        await().atMost(LIMIT).untilAsserted(() -> with(CellResource.PEER_SECRET)
                .get("/api/v1/services/orders/evidence")
                .then()
                .statusCode(200));
        for (String path :
                List.of("services", "services/orders", "services/orders/why", "fleet", "journal", "events")) {
            with(CellResource.PEER_SECRET).get("/api/v1/" + path).then().statusCode(403);
        }
        with(CellResource.PEER_SECRET).body(WHY).post("/api/v1/freeze").then().statusCode(403);
        with(CellResource.PEER_SECRET).get("/q/metrics").then().statusCode(403);
    }

    @Test
    void aCallerFollowsABoundedNumberOfStreams() {
        var readers = new ArrayList<EventReader>();
        try {
            for (int i = 0; i < CellResource.STREAMS; i++) {
                readers.add(EventReader.open(
                        "http://127.0.0.1:" + RestAssured.port + "/api/v1/events", CellResource.BOTH_TOKEN, ""));
            }
            with(CellResource.BOTH_TOKEN)
                    .accept("text/event-stream")
                    .get("/api/v1/events")
                    .then()
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("/problems/too-many-streams"));
            EventReader.open("http://127.0.0.1:" + RestAssured.port + "/api/v1/events", CellResource.APPROVER_TOKEN, "")
                    .close();
        } finally {
            readers.forEach(EventReader::close);
        }
        await().atMost(LIMIT)
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(() -> {
                    EventReader.open(
                                    "http://127.0.0.1:" + RestAssured.port + "/api/v1/events",
                                    CellResource.BOTH_TOKEN,
                                    "")
                            .close();
                    return true;
                });
    }

    @Test
    void aCookieIsNeverACredentialAndNoneIsSet() {
        for (String name : List.of("q_session", "quarkus-credential", "JSESSIONID", "Authorization")) {
            given().cookie(name, CellResource.OPERATOR_TOKEN)
                    .contentType("application/json")
                    .body(WHY)
                    .post("/api/v1/freeze")
                    .then()
                    .statusCode(401)
                    .header("Set-Cookie", nullValue());
        }
        given().header("Cookie", "q_session=" + CellResource.issuer.token("olga", "signalbox", "operator"))
                .get("/api/v1/services")
                .then()
                .statusCode(401)
                .header("Set-Cookie", nullValue());
        operator().get("/api/v1/services").then().statusCode(200).header("Set-Cookie", nullValue());
        operator()
                .header("Origin", "https://example.com")
                .get("/api/v1/services")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    private static int statusFrom(String address, String token) {
        return RawRequest.send(
                        address,
                        out -> out.write(("GET /api/v1/services HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Authorization: Bearer " + token + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII)))
                .status();
    }

    @Test
    void wrongTokensFromOneAddressAreSlowedAndCountedAndNoOtherAddressIsConcerned() {
        String attacker = "127.0.0.9";
        int wrong = 0;
        while (statusFrom(attacker, "guess-" + wrong) == 401) {
            wrong++;
            assertThat(wrong).isLessThan(200);
        }
        assertThat(wrong).isGreaterThanOrEqualTo(20);
        var slowed = RawRequest.send(
                attacker,
                out -> out.write(
                        "GET /api/v1/services HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer guess\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII)));
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.headers())
                .containsKey("retry-after")
                .containsEntry("content-type", "application/problem+json");
        assertThat(slowed.body()).contains("/problems/too-many-failed-logins");
        assertThat(statusFrom("127.0.0.1", CellResource.VIEWER_TOKEN)).isEqualTo(200);
        assertThat(statusFrom("127.0.0.10", CellResource.VIEWER_TOKEN)).isEqualTo(200);
        viewer().get("/q/metrics")
                .then()
                .body(containsString("signalbox_logins_failed_total{answer=\"401\"}"))
                .body(not(containsString("signalbox_logins_failed_total{answer=\"429\"} 0.0")));
        await().atMost(LIMIT).until(() -> statusFrom(attacker, CellResource.VIEWER_TOKEN) == 200);
    }
}
