package io.signalbox.decision.service;

import static io.restassured.RestAssured.given;
import static io.signalbox.decision.service.Callers.LIMIT;
import static io.signalbox.decision.service.Callers.awaitActive;
import static io.signalbox.decision.service.Callers.operator;
import static io.signalbox.decision.service.Callers.viewer;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking why, of a service that is counted here. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class WhyTest {

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

    @AfterEach
    void everythingIsRepaired() {
        surroundings.repairSite("us-east-1");
        operator().body(Map.of("why", "end of test")).post("/api/v1/services/orders/thaw");
        awaitActive("us-east-1");
    }

    private static ValidatableResponse why() {
        return viewer().get("/api/v1/services/orders/why").then().statusCode(200);
    }

    @Test
    void theCountersOfEachVantageAreTold() {
        await().atMost(LIMIT).untilAsserted(() -> why().body(
                        "sentence", startsWith("orders is on us-east-1, its preferred site, which is UP"))
                .body("evidence.from", equalTo("live"))
                .body("sites", hasSize(2))
                .body("sites[0].needed", equalTo(2))
                .body("sites[0].vantages", hasSize(3))
                .body("sites[0].vantages[0].checks[0].counts.rise", equalTo(2))
                .body("sites[0].vantages[0].checks[0].counts.successes", greaterThanOrEqualTo(2))
                .body("changes[0]", startsWith("us-east-1 becomes DOWN")));
    }

    @Test
    void whatHoldsAFailoverIsTold() {
        operator()
                .body(Map.of("why", "migration"))
                .post("/api/v1/services/orders/freeze")
                .then()
                .statusCode(200);
        surroundings.breakSite("us-east-1");
        await().atMost(LIMIT).untilAsserted(() -> why().body("phase", equalTo("awaiting-leave"))
                .body("held.reason.code", hasItem("frozen"))
                .body("notMoved", containsString("migration"))
                .body("changes", hasItem("frozen ends with a thaw")));
    }

    @Test
    void theEvidenceAloneIsToldByTheInstanceThatCounts() {
        await().atMost(LIMIT).untilAsserted(() -> viewer().get("/api/v1/services/orders/evidence")
                .then()
                .statusCode(200)
                .body("service", equalTo("orders"))
                .body("sites.site", hasItem("us-west-2")));
    }

    @Test
    void whyIsAskedOnlyByThoseWhoMayLookAndOfServicesThatAreThere() {
        given().get("/api/v1/services/orders/why").then().statusCode(401);
        viewer().get("/api/v1/services/nope/why").then().statusCode(404);
    }
}
