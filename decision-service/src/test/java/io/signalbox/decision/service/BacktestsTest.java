package io.signalbox.decision.service;

import static io.signalbox.decision.service.Callers.LIMIT;
import static io.signalbox.decision.service.Callers.awaitActive;
import static io.signalbox.decision.service.Callers.operator;
import static io.signalbox.decision.service.Callers.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Backtests over what a real broker has kept. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class BacktestsTest {

    private static final Map<String, Object> PATIENT = Map.of("minDownFor", "10m");

    private static Surroundings surroundings;

    @BeforeAll
    static void begin() {
        surroundings = new Surroundings(CellResource.bootstrap);
    }

    @AfterAll
    static void end() {
        surroundings.close();
    }

    @Test
    void tellsWhatAnotherPolicyWouldHaveDone() {
        awaitActive("us-east-1");
        Instant from = Instant.now();
        surroundings.breakSite("us-east-1");
        awaitActive("us-west-2");
        surroundings.repairSite("us-east-1");
        awaitActive("us-east-1");

        // What is kept may end before the failback: its last observations are on their way when the traffic is home.
        String location = await().atMost(LIMIT).until(() -> backtest(from), BacktestsTest::hasBothMoves);
        viewer().get(location)
                .then()
                .body("unreadable", equalTo(0))
                .body("report.observations", greaterThan(10))
                .body("report.today.moves", equalTo(2))
                .body("report.today.detectionP50", containsString("PT"))
                .body("report.candidate.moves", equalTo(0))
                .body("report.cannotKnow.code", hasItems("fast-probing", "lag", "restarts", "topology"))
                .body("report.difference.missedOutages.site", equalTo(List.of("us-east-1")))
                .body("report.services[0].today.moves[0].to", equalTo("us-west-2"))
                .body("report.services[0].today.moves[0].why.text", containsString("us-east-1 is DOWN"));
        String id = location.substring(location.lastIndexOf('/') + 1);
        viewer().get("/api/v1/backtests").then().body("id", hasItem(id)).body("report[0]", nullValue());
        operator().delete(location).then().statusCode(204);
        viewer().get(location).then().statusCode(404);
    }

    private static String backtest(Instant from) {
        String location = operator()
                .body(Map.of("from", from.toString(), "services", List.of("orders"), "policy", PATIENT))
                .post("/api/v1/backtests")
                .then()
                .statusCode(202)
                .body("who", equalTo("ann"))
                .extract()
                .header("Location");
        await().atMost(LIMIT).untilAsserted(() -> viewer().get(location)
                .then()
                .statusCode(200)
                .body("state", equalTo("DONE"))
                .body("progress", equalTo(1.0f)));
        return location;
    }

    private static boolean hasBothMoves(String location) {
        return viewer().get(location).jsonPath().getInt("report.today.moves") == 2;
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        operator()
                .body(Map.of(
                        "from",
                        "2026-01-01T00:00:00Z",
                        "policy",
                        Map.of("quorum", 9, "grade", "1s"),
                        "probes",
                        Map.of("fall", 0)))
                .post("/api/v1/backtests")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "detail",
                        allOf(
                                containsString(
                                        "policy.quorum: expected majority, all or a number from 1 to 3, got \"9\""),
                                containsString("policy.grade: unknown key"),
                                containsString("probes.fall: expected a number from 1 to 100")));
        operator()
                .body(Map.of("policy", PATIENT))
                .post("/api/v1/backtests")
                .then()
                .statusCode(400)
                .body("detail", containsString("from"));
        operator()
                .body(Map.of("from", "2026-01-01T00:00:00Z", "services", List.of("mars")))
                .post("/api/v1/backtests")
                .then()
                .statusCode(400)
                .body("detail", allOf(containsString("orders"), containsString("mars")));
    }

    @Test
    void viewersMayLookAndNotOrder() {
        viewer().body(Map.of("from", "2026-01-01T00:00:00Z"))
                .post("/api/v1/backtests")
                .then()
                .statusCode(403);
        viewer().get("/api/v1/backtests").then().statusCode(200);
        assertThat(viewer().get("/api/v1/backtests/none").statusCode()).isEqualTo(404);
    }

    @Test
    void theDescriptionOfTheApiNamesIt() {
        viewer().get("/q/openapi").then().body(not(nullValue())).body(containsString("/api/v1/backtests/{id}"));
    }
}
