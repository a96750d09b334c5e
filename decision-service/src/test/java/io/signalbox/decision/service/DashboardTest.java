package io.signalbox.decision.service;

import static io.restassured.RestAssured.given;
import static io.signalbox.decision.service.Callers.LIMIT;
import static io.signalbox.decision.service.Callers.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the dashboard, as a browser without a token gets them. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class DashboardTest {

    private static ValidatableResponse get(String path) {
        return given().redirects().follow(false).get(path).then();
    }

    @Test
    void theShellIsOpenAndSaysWhatItMayLoad() {
        get("/ui/")
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Set-Cookie", nullValue())
                .body(containsString("main.js"));
        get("/ui/main.js").statusCode(200).contentType("text/javascript; charset=utf-8");
        given().head("/ui/base.css").then().statusCode(200).body(emptyString());
    }

    @Test
    void thePagesLearnWhereToSignInAndMayAskThere() {
        get("/ui/sign-in.json")
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", equalTo("no-store"))
                .body("issuer", equalTo(CellResource.issuer.url()))
                .body("clientId", equalTo("signalbox-dashboard"))
                .body("scope", equalTo("openid"));
        get("/ui/")
                .header(
                        "Content-Security-Policy",
                        containsString("connect-src 'self' " + CellResource.issuer.url() + ";"));
        get("/ui/signed-in.html?code=x&state=y").statusCode(200).body(containsString("signed-in.js"));
    }

    @Test
    void theRootLeadsThere() {
        get("/").statusCode(302).header("Location", equalTo("/ui/"));
        get("/ui").statusCode(302).header("Location", equalTo("/ui/"));
    }

    @Test
    void aFileThatIsKnownIsNotSentAgain() {
        String tag = get("/ui/main.js")
                .header("Cache-Control", equalTo("no-cache"))
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag)
                .get("/ui/main.js")
                .then()
                .statusCode(304)
                .body(emptyString());
    }

    @Test
    void nothingElseIsBelowIt() {
        get("/ui/other.js").statusCode(404).contentType("application/problem+json");
        given().post("/ui/main.js").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/../q/metrics",
                "/ui/%2e%2e/q/metrics",
                "/ui/..%2fq/metrics",
                "/ui/../api/v1/services",
                "/ui//../api/v1/services",
                "/ui/./../api/v1/me",
                "/problems/../q/metrics"
            })
    void noPathLeadsFromItToData(String path) {
        var answer = RawRequest.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).isIn(401, 404);
        assertThat(answer.body()).doesNotContain("signalbox_", "\"services\"", "\"roles\"");
    }

    @Test
    void noDataIsReadableWithoutAToken() {
        for (String path : new String[] {"me", "services", "services/orders", "fleet", "journal", "events"}) {
            get("/api/v1/" + path).statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
        }
    }

    @Test
    void theMovesOfAServiceComeWithItsObjectives() {
        await().atMost(LIMIT).untilAsserted(() -> viewer().get("/api/v1/services/orders/moves")
                .then()
                .statusCode(200)
                .body("moves", notNullValue())
                .body("containsKey('objectives')", equalTo(true)));
    }
}
