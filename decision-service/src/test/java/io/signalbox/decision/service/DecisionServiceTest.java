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
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.signalbox.contract.Topics;
import io.signalbox.contract.name.VantageName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as a whole, between a real broker and its API. Every test begins and ends with traffic on us-east-1. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class DecisionServiceTest {

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
        operator().body(Map.of("why", "end of test")).post("/api/v1/thaw");
        operator().body(Map.of("why", "end of test")).post("/api/v1/services/orders/release");
    }

    @Test
    void failsOverAndBackAndTellsWhy() {
        surroundings.breakSite("us-east-1");
        awaitActive("us-west-2");
        viewer().get("/api/v1/services/orders/journal")
                .then()
                .body("entries.kind", hasItem("move-started"))
                .body("entries.find { it.kind == 'move-started' }.reason.text", containsString("us-east-1 is DOWN"))
                .body("entries.find { it.kind == 'verdict' }.evidence.votes.size()", equalTo(3));
        surroundings.repairSite("us-east-1");
        awaitActive("us-east-1");
    }

    @Test
    void anOverrideIsInEffectWhenItIsAnswered() {
        operator()
                .body(Map.of("target", "us-west-2", "why", "rehearsal", "for", "PT10M"))
                .post("/api/v1/services/orders/override")
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("override.who", equalTo("ann"))
                .body("override.until", notNullValue());
        awaitActive("us-west-2");
        operator()
                .body(Map.of("why", "done"))
                .post("/api/v1/services/orders/release")
                .then()
                .statusCode(200);
        awaitActive("us-east-1");
    }

    @Test
    void aRefusedDirectiveSaysWhatIsAllowed() {
        operator()
                .body(Map.of("target", "mars", "why", "curious"))
                .post("/api/v1/services/orders/override")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("us-east-1"));
    }

    @Test
    void aDirectiveForAnOldVersionConflicts() {
        operator()
                .header("If-Match", "\"1\"")
                .body(Map.of("target", "us-west-2", "why", "late"))
                .post("/api/v1/services/orders/override")
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/version-conflict"));
    }

    @Test
    void servicesAreFoundByWhatTheyAre() {
        viewer().get("/api/v1/services?verdict=UP&active=us-east-1&phase=steady")
                .then()
                .statusCode(200)
                .body("services.service", equalTo(List.of("orders")))
                .body("next", nullValue());
        viewer().get("/api/v1/services?verdict=DOWN").then().body("services", equalTo(List.of()));
        viewer().get("/api/v1/services?limit=0").then().statusCode(400).body("where", equalTo("limit"));
    }

    @Test
    void anOrderForAllServicesIsAnsweredWithWhatHoldsForAll() {
        operator()
                .body(Map.of("why", "migration"))
                .post("/api/v1/freeze")
                .then()
                .statusCode(200)
                .body("freeze.who", equalTo("ann"));
    }

    @Test
    void anOrderForAllServicesForAnOldVersionConflicts() {
        String before = viewer().get("/api/v1/fleet").header("ETag");
        operator().body(Map.of("why", "begin")).post("/api/v1/freeze").then().statusCode(200);
        operator()
                .header("If-Match", before)
                .body(Map.of("why", "late"))
                .post("/api/v1/thaw")
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/version-conflict"));
        String now = viewer().get("/api/v1/fleet").header("ETag");
        operator()
                .header("If-Match", now)
                .body(Map.of("why", "in time"))
                .post("/api/v1/thaw")
                .then()
                .statusCode(200);
    }

    @Test
    void aFreezeOfAllServicesHoldsAFailoverUntilThawed() {
        operator()
                .body(Map.of("why", "migration"))
                .post("/api/v1/freeze")
                .then()
                .statusCode(200);
        surroundings.breakSite("us-east-1");
        await().atMost(LIMIT).untilAsserted(() -> viewer().get("/api/v1/services/orders")
                .then()
                .body("phase", equalTo("awaiting-leave"))
                .body("reason.text", containsString("migration")));
        operator().body(Map.of("why", "over")).post("/api/v1/thaw").then().statusCode(200);
        awaitActive("us-west-2");
        surroundings.repairSite("us-east-1");
        awaitActive("us-east-1");
    }

    @Test
    void badRequestsAreToldWhatIsExpected() {
        operator()
                .body(Map.of("target", "us-west-2"))
                .post("/api/v1/services/orders/override")
                .then()
                .statusCode(400)
                .body("detail", containsString("why"));
        operator()
                .body("{\"target\": \"us-west-2\", \"why\": \"x\", \"until\": \"soon\"}")
                .post("/api/v1/services/orders/override")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        viewer().get("/api/v1/services/nope").then().statusCode(404).body("detail", containsString("orders"));
    }

    @Test
    void aRecordThatCannotBeReadIsKeptAsideAndBlocksNothing() {
        double before = rejected();
        surroundings.send(
                Topics.observations(new VantageName("us-east-1")), "orders", "{".getBytes(StandardCharsets.UTF_8));
        surroundings.send(Topics.OUTCOMES, "orders", "{\"type\":\"step\",\"v\":99}".getBytes(StandardCharsets.UTF_8));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(rejected()).isEqualTo(before + 2));
        surroundings.breakSite("us-east-1");
        awaitActive("us-west-2");
        surroundings.repairSite("us-east-1");
        awaitActive("us-east-1");
    }

    @Test
    void aMoveIsReportedAsDataAndAsMarkdown() {
        surroundings.breakSite("us-east-1");
        awaitActive("us-west-2");
        surroundings.repairSite("us-east-1");
        awaitActive("us-east-1");
        await().atMost(LIMIT).untilAsserted(() -> viewer().get("/api/v1/services/orders/moves/last")
                .then()
                .statusCode(200)
                .body("to", equalTo("us-east-1"))
                .body("result", equalTo("done")));

        List<String> plans = viewer().get("/api/v1/services/orders/moves")
                .then()
                .statusCode(200)
                .body("moves[1].to", equalTo("us-west-2"))
                .extract()
                .path("moves.plan");
        String failover = "/api/v1/services/orders/moves/" + plans.get(1);
        viewer().get(failover)
                .then()
                .statusCode(200)
                .body("evidence.verdict", equalTo("DOWN"))
                .body("phases.name", hasItem("detection"))
                .body("timeline.kind", hasItem("move-done"));
        assertThat(viewer().accept("text/markdown")
                        .get(failover)
                        .then()
                        .contentType("text/markdown")
                        .extract()
                        .asString())
                .startsWith("# Move of orders from us-east-1 to us-west-2")
                .contains("## Timeline");
    }

    private static double rejected() {
        return viewer().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("signalbox_rejected_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void metricsTellTheStateOfEachService() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(viewer().get("/q/metrics").asString())
                        .contains("signalbox_site_active{service=\"orders\",site=\"us-east-1\"} 1.0")
                        .contains("signalbox_site_up{service=\"orders\",site=\"us-west-2\"} 1.0")
                        .contains("signalbox_service_alarms{service=\"orders\"} 0.0"));
    }

    @Test
    void isReadyWhenItsStreamsRun() {
        given().get("/q/health/ready").then().statusCode(200);
    }
}
