package io.signalbox.decision.service;

import static io.restassured.RestAssured.given;
import static io.signalbox.decision.service.Callers.LIMIT;
import static io.signalbox.decision.service.Callers.operator;
import static io.signalbox.decision.service.Callers.viewer;
import static io.signalbox.decision.service.Callers.with;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every error is a problem document whose type is a page of the service. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class ProblemsTest {

    private static final Map<String, String> WHY = Map.of("why", "a test");

    @BeforeEach
    void serviceIsKnown() {
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> viewer().get("/api/v1/services/orders").then().statusCode(200));
    }

    private static ValidatableResponse assertProblem(Response answer, int status, String name) {
        String type = answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo("/problems/" + name))
                .body("detail", notNullValue())
                .extract()
                .path("type");
        String title = answer.path("title");
        given().get(type)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/plain"))
                .body(containsString(title))
                .body(containsString(String.valueOf(status)));
        return answer.then();
    }

    @Test
    void aBodyThatIsNoJsonIsToldWhereItBreaks() {
        assertProblem(operator().body("{\"why\": \"a test\",,}").post("/api/v1/freeze"), 400, "unreadable-body")
                .body("where", containsString("line 1"));
        assertProblem(operator().body("[1]").post("/api/v1/freeze"), 400, "unreadable-body");
        assertProblem(operator().body("{\"why\": {\"a\": 1}}").post("/api/v1/freeze"), 400, "unreadable-body")
                .body("where", equalTo("why"));
        assertProblem(operator().post("/api/v1/freeze"), 400, "invalid-value");
    }

    @Test
    void anUnknownFieldIsToldWithThoseThatAreKnown() {
        assertProblem(
                        operator().body("{\"why\":\"a test\",\"wyh\":1}").post("/api/v1/services/orders/freeze"),
                        400,
                        "unreadable-body")
                .body("where", equalTo("wyh"))
                .body("allowed", containsString("holdPlans"));
    }

    @Test
    void whoIsNobodyIsAskedForAToken() {
        assertProblem(given().get("/api/v1/services"), 401, "unauthenticated")
                .header("WWW-Authenticate", containsString("Bearer"));
        assertProblem(with("wrong").get("/api/v1/services"), 401, "unauthenticated")
                .header("WWW-Authenticate", containsString("Bearer"));
        assertProblem(
                        with(CellResource.issuer.forged("mallory", "operator")).get("/api/v1/services"),
                        401,
                        "unauthenticated")
                .header("WWW-Authenticate", containsString("Bearer"));
        assertProblem(given().get("/q/metrics"), 401, "unauthenticated");
    }

    @Test
    void whoMayNotIsToldItsRoles() {
        assertProblem(viewer().body(WHY).post("/api/v1/freeze"), 403, "forbidden")
                .body("detail", containsString("viewer"));
        String accountant = CellResource.issuer.token("nils", "signalbox", "accounting");
        assertProblem(with(accountant).get("/q/metrics"), 403, "forbidden")
                .body("detail", containsString("accounting"));
    }

    @Test
    void aPathThatIsNoneIsNotFound() {
        assertProblem(viewer().get("/api/v1/nothing"), 404, "unknown-path");
        assertProblem(viewer().get("/nothing"), 404, "unknown-path");
        assertProblem(viewer().get("/api/v1/services/nope"), 404, "unknown-service");
        assertProblem(viewer().get("/problems/nope"), 404, "unknown-path");
        assertProblem(viewer().get("/api/v1/backtests/nope"), 404, "unknown-backtest");
        assertProblem(viewer().get("/api/v1/services/orders/moves/nope"), 404, "unknown-move");
    }

    @Test
    void whatTheMethodOrTheMediaTypesDoNotFitIsTold() {
        assertProblem(viewer().delete("/api/v1/services"), 405, "method-not-allowed");
        assertProblem(viewer().accept("text/csv").get("/api/v1/services"), 406, "not-acceptable");
        assertProblem(
                with(CellResource.OPERATOR_TOKEN)
                        .contentType("text/csv")
                        .body("why,x")
                        .post("/api/v1/freeze"),
                415,
                "unsupported-media-type");
    }

    @Test
    void aRefusedOrderHasItsReason() {
        assertProblem(operator().body(WHY).post("/api/v1/services/orders/release"), 409, "order-refused")
                .body("code", equalTo("nothing-to-release"));
    }

    @Test
    void anOrderForAnotherVersionFailsItsPrecondition() {
        assertProblem(
                        operator()
                                .header("If-Match", "\"1\"")
                                .body(Map.of("why", "late", "target", "us-west-2"))
                                .post("/api/v1/services/orders/override"),
                        412,
                        "version-conflict")
                .body("code", equalTo("version-conflict"));
        assertProblem(
                        operator().header("If-Match", "yesterday").body(WHY).post("/api/v1/services/orders/release"),
                        400,
                        "invalid-value")
                .body("where", equalTo("If-Match"));
    }

    @Test
    void aKeyThatWasUsedForAnotherOrderIsNoLongerGood() {
        String key = "problems-" + System.nanoTime();
        operator().header("Idempotency-Key", key).body(WHY).post("/api/v1/services/orders/release");
        assertProblem(
                operator()
                        .header("Idempotency-Key", key)
                        .body(Map.of("why", "another"))
                        .post("/api/v1/services/orders/release"),
                422,
                "idempotency-key-reused");
    }

    @Test
    void theListOfProblemsNamesEach() {
        given().get("/problems")
                .then()
                .statusCode(200)
                .body(containsString("/problems/version-conflict"))
                .body(containsString("/problems/internal-error"));
    }
}
