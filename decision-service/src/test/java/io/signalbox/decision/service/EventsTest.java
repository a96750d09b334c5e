package io.signalbox.decision.service;

import static io.signalbox.decision.service.Callers.awaitActive;
import static io.signalbox.decision.service.Callers.operator;
import static io.signalbox.decision.service.Callers.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be followed and looked up. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class EventsTest {

    private static Surroundings surroundings;

    private final String why = "a test " + UUID.randomUUID();

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

    private static EventReader follow(String path, String lastEventId) {
        return EventReader.open("http://127.0.0.1:" + RestAssured.port + path, CellResource.VIEWER_TOKEN, lastEventId);
    }

    @AfterEach
    void nothingIsHeld() {
        operator().body(Map.of("why", "end of test")).post("/api/v1/services/orders/thaw");
    }

    private void freeze() {
        operator()
                .body(Map.of("why", why))
                .post("/api/v1/services/orders/freeze")
                .then()
                .statusCode(200);
    }

    private boolean isTheOrder(EventReader.Event event) {
        return event.type().equals("journal") && event.data().contains(why);
    }

    @Test
    void whoFollowsIsToldTheStateAndThenWhatHappens() {
        try (var reader = follow("/api/v1/services/orders/events", "")) {
            var state = reader.await(event -> event.type().equals("state"));
            assertThat(state.data()).startsWith("{").contains("\"service\":\"orders\"");
            freeze();
            var entry = reader.await(this::isTheOrder);
            assertThat(entry.id()).matches("\\d+\\.\\d+");
        }
    }

    @Test
    void whoComesBackIsToldWhatWasMissed() {
        String last;
        try (var reader = follow("/api/v1/events", "")) {
            last = reader.await(event -> event.type().equals("state")).id();
        }
        freeze();
        try (var reader = follow("/api/v1/events", last)) {
            assertThat(reader.await(this::isTheOrder).data()).contains("freeze");
        }
    }

    @Test
    void aConnectionOnWhichNothingHappensShowsThatItStands() {
        try (var reader = follow("/api/v1/events", "")) {
            assertThat(reader.awaitComment()).isEqualTo("nothing new");
        }
    }

    @Test
    void anIdThatIsNoneIsToldSo() {
        viewer().accept("text/event-stream")
                .header("Last-Event-ID", "yesterday")
                .get("/api/v1/events")
                .then()
                .statusCode(400)
                .body("detail", containsString("yesterday"));
        viewer().get("/api/v1/services/nope/events").then().statusCode(404);
    }

    @Test
    void theJournalOfAllServicesIsReadInPages() {
        freeze();
        freeze();
        int next = viewer().queryParam("limit", 1)
                .get("/api/v1/journal")
                .then()
                .statusCode(200)
                .body("entries", hasSize(1))
                .extract()
                .path("next");
        viewer().queryParam("limit", 1)
                .queryParam("before", next)
                .get("/api/v1/journal")
                .then()
                .body("entries", hasSize(1))
                .body("next", lessThan(next));
    }

    @Test
    void theJournalIsSearchedByKindAndTime() {
        freeze();
        viewer().queryParam("kind", "thaw", "freeze")
                .queryParam("since", "2026-01-01T00:00:00Z")
                .get("/api/v1/services/orders/journal")
                .then()
                .body("entries[0].reason.text", containsString(why))
                .body("entries.kind", everyItem(oneOf("thaw", "freeze")));
        viewer().queryParam("since", "2999-01-01T00:00:00Z")
                .get("/api/v1/journal")
                .then()
                .body("entries", hasSize(0))
                .body("next", nullValue());
        viewer().queryParam("since", "soon")
                .get("/api/v1/journal")
                .then()
                .statusCode(400)
                .body("where", equalTo("since"));
    }

    @Test
    void aStateThatIsKnownIsNotSentAgain() {
        String tag = viewer().get("/api/v1/services/orders").header("ETag");
        viewer().header("If-None-Match", tag)
                .get("/api/v1/services/orders")
                .then()
                .statusCode(304)
                .body(emptyString());
        operator()
                .header("If-Match", tag)
                .body(Map.of("why", why))
                .post("/api/v1/services/orders/freeze")
                .then()
                .statusCode(200);
        viewer().header("If-None-Match", tag)
                .get("/api/v1/services/orders")
                .then()
                .statusCode(200);
    }
}
