package io.signalbox.decision.service;

import static io.restassured.RestAssured.given;
import static io.signalbox.decision.service.Callers.LIMIT;
import static io.signalbox.decision.service.Callers.approver;
import static io.signalbox.decision.service.Callers.operator;
import static io.signalbox.decision.service.Callers.viewer;
import static io.signalbox.decision.service.Callers.with;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets in, and how far. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class AccessTest {

    private static final Map<String, String> WHY = Map.of("why", "a test");

    @BeforeEach
    void ordersAreTaken() {
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> operator().body(WHY).post("/api/v1/freeze").then().statusCode(200));
    }

    @AfterEach
    void tokensAreAsTheyWere() throws IOException {
        CellResource.writeTokens(CellResource.tokenLines());
        operator().body(WHY).post("/api/v1/thaw").then().statusCode(200);
    }

    private static void awaitStatus(String token, int status) {
        await().atMost(LIMIT)
                .untilAsserted(() -> with(token).get("/api/v1/services").then().statusCode(status));
    }

    @Test
    void nothingButHealthIsOpenUnlessSaidSo() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
        given().get("/api/v1/events").then().statusCode(401);
        given().get("/anything").then().statusCode(401);
        viewer().get("/q/metrics").then().statusCode(200);
    }

    @Test
    void eachRoleMayLook() {
        viewer().get("/api/v1/services").then().statusCode(200);
        operator().get("/api/v1/services").then().statusCode(200);
        approver().get("/api/v1/journal").then().statusCode(200);
        approver().get("/q/metrics").then().statusCode(200);
    }

    @Test
    void onlyAnOperatorMayOrder() {
        approver()
                .body(WHY)
                .post("/api/v1/freeze")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/forbidden"))
                .body("detail", containsString("abe"));
        approver().body(WHY).post("/api/v1/services/orders/override").then().statusCode(403);
        viewer().body(WHY).post("/api/v1/services/orders/freeze").then().statusCode(403);
    }

    @Test
    void anUnknownTokenIsNobody() {
        with("wrong")
                .get("/api/v1/services")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"));
    }

    @Test
    void aTokenOfTheIssuerIsAsGoodAsOneOfTheFile() {
        String token = CellResource.issuer.token("olga", "signalbox", "operator");

        with(token).body(WHY).post("/api/v1/freeze").then().statusCode(200);
        viewer().queryParam("kind", "freeze").get("/api/v1/journal").then().body("entries[0].who", equalTo("olga"));
    }

    @Test
    void aTokenOfTheIssuerCarriesItsRoles() {
        with(CellResource.issuer.token("vera", "signalbox", "viewer"))
                .body(WHY)
                .post("/api/v1/freeze")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("vera"));
        with(CellResource.issuer.token("nils", "signalbox", "accounting"))
                .get("/api/v1/services")
                .then()
                .statusCode(403);
    }

    @Test
    void aTokenOfAnotherSignerOrForAnotherAudienceIsNobodys() {
        with(CellResource.issuer.forged("mallory", "operator"))
                .get("/api/v1/services")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"));
        with(CellResource.issuer.token("olga", "payroll", "operator"))
                .get("/api/v1/services")
                .then()
                .statusCode(401);
    }

    @Test
    void theTokenFileIsReadAgainWhenItChanges() throws IOException {
        awaitStatus("newcomers-secret", 401);
        CellResource.writeTokens(
                CellResource.tokenLines() + "ned viewer,approver " + CellResource.sha256("newcomers-secret") + "\n");
        awaitStatus("newcomers-secret", 200);
    }

    @Test
    void aBrokenTokenFileChangesNothingAndIsTold() throws IOException {
        CellResource.writeTokens("nobody king abc\n");
        await().atMost(LIMIT).untilAsserted(() -> viewer().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("signalbox_tokens_reload_failed 1.0")));
        CellResource.writeTokens(CellResource.tokenLines());
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        viewer().get("/q/metrics").then().body(containsString("signalbox_tokens_reload_failed 0.0")));
    }
}
