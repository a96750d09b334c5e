package io.signalbox.decision.service;

import static io.signalbox.decision.service.Callers.LIMIT;
import static io.signalbox.decision.service.Callers.approver;
import static io.signalbox.decision.service.Callers.awaitActive;
import static io.signalbox.decision.service.Callers.operator;
import static io.signalbox.decision.service.Callers.viewer;
import static io.signalbox.decision.service.Callers.with;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators and approvers ask for, each as far as they may. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class OrdersTest {

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
    void steadyAtHome() {
        awaitActive("us-east-1");
        await().atMost(LIMIT).untilAsserted(() -> state().body("phase", equalTo("steady"))
                .body("sites.verdict", equalTo(List.of("UP", "UP"))));
    }

    @AfterEach
    void nothingIsHeld() {
        order(operator(), "thaw", WHY);
        order(operator(), "release", WHY);
    }

    private static ValidatableResponse state() {
        return viewer().get("/api/v1/services/orders").then();
    }

    private static ValidatableResponse order(RequestSpecification caller, String what, Map<String, Object> body) {
        return caller.body(body).post("/api/v1/services/orders/" + what).then();
    }

    @Test
    void aForcedOverrideWaitsForASecondPerson() {
        order(operator(), "override", FORCED)
                .statusCode(202)
                .body("awaits.what", equalTo("override"))
                .body("awaits.notBy", equalTo("ann"))
                .body("override", nullValue());
        order(operator(), "approve", WHY).statusCode(403);
        order(approver(), "approve", WHY)
                .statusCode(200)
                .body("awaits", nullValue())
                .body("override.who", equalTo("ann"));
        awaitActive("us-west-2");
    }

    @Test
    void oneWhoIsBothOperatorAndApproverIsStillOnePerson() {
        order(with(CellResource.BOTH_TOKEN), "override", FORCED).statusCode(202);
        order(with(CellResource.BOTH_TOKEN), "approve", WHY)
                .statusCode(409)
                .body("code", equalTo("same-person"))
                .body("detail", containsString("bea"));
        order(approver(), "reject", WHY).statusCode(200).body("awaits", nullValue());
        state().body("active", equalTo("us-east-1"));
    }

    @Test
    void nothingIsApprovedWhereNothingWaits() {
        order(approver(), "approve", WHY).statusCode(409).body("code", equalTo("nothing-waits"));
        order(approver(), "reject", WHY).statusCode(409);
        approver().body(WHY).post("/api/v1/approve").then().statusCode(409).body("detail", containsString("brake"));
        operator().body(WHY).post("/api/v1/approve").then().statusCode(403);
        viewer().get("/api/v1/fleet").then().statusCode(200).body("brake", nullValue());
    }

    @Test
    void nothingIsAcknowledgedForAllWhereNothingIsStuck() {
        operator()
                .body(WHY)
                .post("/api/v1/acknowledge")
                .then()
                .statusCode(409)
                .body("code", equalTo("nothing-to-acknowledge"))
                .body("detail", containsString("no service is stuck"));
        approver().body(WHY).post("/api/v1/acknowledge").then().statusCode(403);
    }

    @Test
    void thereIsNothingToReAdoptAndNoHoldToEndWhereAllIsWell() {
        order(operator(), "re-adopt", WHY).statusCode(409).body("code", equalTo("nothing-to-re-adopt"));
        order(viewer(), "re-adopt", WHY).statusCode(403);
        order(approver(), "end-hold", Map.of("why", "a test", "what", "freeze", "cell", "eu-west-1"))
                .statusCode(409)
                .body("code", equalTo("no-such-hold"));
        order(operator(), "end-hold", Map.of("why", "a test", "what", "freeze", "cell", "eu-west-1"))
                .statusCode(403);
    }

    @Test
    void aHoldIsEndedOnlyByItsKindAndCell() {
        order(approver(), "end-hold", Map.of("why", "a test", "what", "party", "cell", "eu-west-1"))
                .statusCode(400)
                .body("detail", equalTo("what: expected override, freeze, drill or unreadable, got \"party\""));
        order(approver(), "end-hold", Map.of("why", "a test", "what", "freeze"))
                .statusCode(400)
                .body("where", equalTo("cell"));
        order(approver(), "end-hold", Map.of("why", "a test", "what", "unreadable", "cell", "eu-west-1"))
                .statusCode(400)
                .body("detail", containsString("none with unreadable"));
    }

    @Test
    void nothingIsCancelledWhereNothingIsUnderWay() {
        order(operator(), "cancel", WHY).statusCode(409).body("code", equalTo("nothing-under-way"));
        order(approver(), "cancel", WHY).statusCode(403);
    }

    @Test
    void aDrillVisitsTheOtherSiteAndIsEndedOnRequest() {
        order(operator(), "drill/start", Map.of("why", "a test", "for", "PT20M"))
                .statusCode(200)
                .body("drill.target", equalTo("us-west-2"))
                .body("drill.who", equalTo("ann"));
        awaitActive("us-west-2");
        order(operator(), "drill/stop", WHY).statusCode(200);
        awaitActive("us-east-1");
        await().atMost(LIMIT)
                .untilAsserted(() -> state().body("drill", nullValue()).body("lastDrill.homeAt", notNullValue()));
    }

    @Test
    void thatASiteWasSeededAgainNamesItsMark() {
        order(operator(), "reseeded", Map.of("site", "us-west-2", "epoch", 7, "why", "a test"))
                .statusCode(409)
                .body("code", equalTo("no-such-mark"))
                .body("detail", containsString("us-west-2@7"));
        order(operator(), "reseeded", Map.of("site", "us-west-2", "why", "a test"))
                .statusCode(400)
                .body("detail", containsString("epoch: expected that of the site's mark"));
        order(operator(), "reseeded", Map.of("epoch", 7, "why", "a test")).statusCode(400);
    }

    @Test
    void anUnknownDrillIsRefused() {
        order(operator(), "drill/start", Map.of("why", "a test", "name", "fire"))
                .statusCode(409)
                .body("detail", containsString("fire"));
    }

    @Test
    void anOverrideSaysWhatBecomesOfAPlanUnderWay() {
        order(operator(), "override", Map.of("target", "us-west-2", "why", "a test", "during", "later"))
                .statusCode(400)
                .body("detail", equalTo("during: expected supersede or queue, got \"later\""));
        order(operator(), "override", Map.of("target", "us-west-2", "why", "a test", "during", "queue"))
                .statusCode(200);
        awaitActive("us-west-2");
    }

    @Test
    void aFreezeThatHoldsPlansSaysSo() {
        order(operator(), "freeze", Map.of("why", "a test", "holdPlans", true, "for", "PT1H"))
                .statusCode(200)
                .body("freeze.who", equalTo("ann"));
        viewer().queryParam("kind", "freeze")
                .get("/api/v1/services/orders/journal")
                .then()
                .body("entries[0].reason.text", containsString("and no step"));
        viewer().get("/q/metrics")
                .then()
                .body(containsString("signalbox_freeze_remaining_seconds{service=\"orders\"} 3"));
    }

    @Test
    void whereNothingIsInForceThereIsNothingToEnd() {
        order(operator(), "release", WHY).statusCode(409).body("code", equalTo("nothing-to-release"));
        order(operator(), "thaw", WHY).statusCode(409).body("code", equalTo("nothing-to-thaw"));
        operator().body(WHY).post("/api/v1/thaw").then().statusCode(409).body("code", equalTo("nothing-to-thaw"));
    }

    @Test
    void aFreezeThatNobodyEndsIsMeasuredWithTheTimeOfItsEnd() {
        order(operator(), "freeze", Map.of("why", "a test", "for", "PT1S")).statusCode(200);
        await().atMost(LIMIT).untilAsserted(() -> viewer().get("/q/metrics")
                .then()
                .body(containsString("signalbox_hold_expired_timestamp_seconds{service=\"orders\",kind=\"freeze\"}")));
    }

    @Test
    void whereNothingWaitsThereIsNothingToAcknowledge() {
        order(operator(), "acknowledge", WHY).statusCode(409).body("code", equalTo("nothing-to-acknowledge"));
        order(operator(), "acknowledge", Map.of("why", "a test", "reseeded", true))
                .statusCode(409)
                .body("code", equalTo("nothing-to-acknowledge"))
                .body("detail", containsString("no mark of stale data"));
    }

    @Test
    void anOrderWithoutABodyIsToldWhatIsExpected() {
        operator()
                .post("/api/v1/services/orders/release")
                .then()
                .statusCode(400)
                .body("detail", containsString("why"));
    }
}
