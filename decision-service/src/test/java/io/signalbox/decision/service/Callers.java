package io.signalbox.decision.service;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;

/** Those who call the API in tests. */
final class Callers {

    static final Duration LIMIT = Duration.ofSeconds(30);

    /** Compares the answer to every request of every test with the description of the API. */
    private static final DescribedAnswers DESCRIBED = new DescribedAnswers();

    static {
        RestAssured.filters(DESCRIBED);
    }

    private Callers() {}

    static RequestSpecification viewer() {
        return with(CellResource.VIEWER_TOKEN);
    }

    static RequestSpecification operator() {
        return with(CellResource.OPERATOR_TOKEN);
    }

    static RequestSpecification approver() {
        return with(CellResource.APPROVER_TOKEN);
    }

    static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /** The service has been adopted, and its state is known to the API. */
    static void awaitActive(String site) {
        await().atMost(LIMIT).untilAsserted(() -> viewer().get("/api/v1/services/orders")
                .then()
                .statusCode(200)
                .body("active", equalTo(site)));
    }
}
