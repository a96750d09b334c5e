package io.signalbox.decision.service;

import static io.restassured.RestAssured.given;
import static io.signalbox.decision.service.Callers.LIMIT;
import static io.signalbox.decision.service.Callers.awaitActive;
import static io.signalbox.decision.service.Callers.operator;
import static io.signalbox.decision.service.Callers.viewer;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking what the loss of a region would lead to. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class RegionsTest {

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
    void steadyAtHome() {
        awaitActive("us-east-1");
        await().atMost(LIMIT).untilAsserted(() -> viewer().get("/api/v1/services/orders")
                .then()
                .body("phase", equalTo("steady"))
                .body("sites.verdict", equalTo(List.of("UP", "UP"))));
    }

    private static ValidatableResponse loss(String region) {
        return viewer().get("/api/v1/regions/" + region + "/loss").then();
    }

    @Test
    void theRegionsAreListedWithWhatIsThere() {
        viewer().get("/api/v1/regions")
                .then()
                .statusCode(200)
                .body("regions.name", contains("eu-west-1", "us-east-1", "us-west-2"))
                .body("regions[0].services", equalTo(0))
                .body("regions[0].vantage", equalTo(true))
                .body("regions[1].traffic", equalTo(1))
                .body("regions[2].cell", equalTo(true));
    }

    @Test
    void theLossOfTheActiveRegionMovesTheTrafficAndNothingIsDone() {
        await().atMost(LIMIT).untilAsserted(() -> loss("us-east-1")
                .statusCode(200)
                .body("decides", equalTo("us-west-2"))
                .body("services[0].effect", equalTo("MOVES"))
                .body("services[0].to", equalTo("us-west-2")));
        viewer().get("/api/v1/services/orders")
                .then()
                .body("active", equalTo("us-east-1"))
                .body("plan", nullValue());
    }

    @Test
    void aFreezeIsTakenIntoAccount() {
        operator()
                .body(Map.of("why", "trading hours"))
                .post("/api/v1/services/orders/freeze")
                .then()
                .statusCode(200);
        try {
            loss("us-east-1")
                    .body("services[0].effect", equalTo("STAYS"))
                    .body("services[0].because", containsString("trading hours"));
        } finally {
            operator().body(Map.of("why", "end of test")).post("/api/v1/services/orders/thaw");
        }
    }

    @Test
    void theOnlyCellDecidesNothingAboutItsOwnLoss() {
        loss("us-west-2")
                .statusCode(200)
                .body("decides", nullValue())
                .body("services[0].because", containsString("nobody"));
    }

    @Test
    void onlyThoseWhoMayLookAskAndOnlyForWhatIsThere() {
        given().get("/api/v1/regions").then().statusCode(401);
        given().get("/api/v1/regions/us-east-1/loss").then().statusCode(401);
        loss("nowhere").statusCode(404).body("type", equalTo("/problems/unknown-region"));
    }
}
