package io.signalbox.probe.app;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.signalbox.probe.sites.Site;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks made once over REST, and the live view, of the whole service before a site that is broken. */
@QuarkusTest
@QuarkusTestResource(WorldResource.class)
class OperatorsToolsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BROKEN = "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n";
    private static final String HEALTH = once("health");

    @BeforeEach
    void breakIt() {
        WorldResource.site.now(Site.answer(BROKEN));
    }

    @AfterAll
    static void repair() {
        WorldResource.site.now(Site.answer(Site.ok("all ok")));
    }

    private static String once(String probe) {
        return "{\"service\": \"orders\", \"site\": \"us-east-1\", \"probe\": \"" + probe + "\"}";
    }

    private static String url(String url) {
        return "{\"url\": \"" + url + "\"}";
    }

    private static String site() {
        return "http://localhost:" + WorldResource.site.port() + "/";
    }

    private static Response probing(String token, String body) {
        var request = given().body(body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.post("/api/v1/probes");
    }

    private static Response looking(String token, String query) {
        return given().header("Authorization", "Bearer " + token).get("/api/v1/checks" + query);
    }

    @Test
    void eachMayDoWhatItsRoleSays() {
        probing(null, HEALTH).then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
        probing("who", HEALTH).then().statusCode(401);
        probing("see-it", HEALTH).then().statusCode(403);
        probing("probe-it", HEALTH).then().statusCode(200);
        given().header("Authorization", "Bearer see-it")
                .post("/api/v1/heartbeats/orders/us-east-1/job")
                .then()
                .statusCode(403);
        get("/api/v1/checks").then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
        looking("beat-it", "").then().statusCode(403);
        looking("see-it", "").then().statusCode(200);
        looking("probe-it", "").then().statusCode(200);
    }

    @Test
    void eachRefusalIsAProblemWhoseTypeIsExplained() {
        for (var refused : List.of(
                probing("who", HEALTH),
                looking("beat-it", ""),
                given().header("Authorization", "Bearer beat-it").post("/api/v1/heartbeats/orders/us-east-1/none"),
                get("/api/v1/nothing"))) {
            String type = refused.then()
                    .contentType("application/problem+json")
                    .body("status", equalTo(refused.statusCode()))
                    .body("detail", notNullValue())
                    .extract()
                    .path("type");
            get(type).then().statusCode(200).body("type", equalTo(type)).body("remedy", notNullValue());
        }
    }

    /** From an address of its own: others are not slowed. */
    @Test
    void tooManyWrongTokensAreSlowedFromTheirAddressOnly() throws Exception {
        try (var guessing = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral("127.0.0.77"))
                .build()) {
            var answers = new ArrayList<Integer>();
            for (int i = 0; i < 100; i++) {
                answers.add(status(guessing, "guess-" + i));
            }
            assertThat(answers.subList(0, 30)).containsOnly(401);
            assertThat(answers).contains(429);
        }
        looking("see-it", "").then().statusCode(200);
        assertThat(get("/q/metrics").body().asString())
                .containsPattern("signalbox_logins_failed_total\\{[^}]*answer=\"429\"[^}]*} [1-9]");
    }

    private static int status(HttpClient client, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/api/v1/checks"))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void makesACheckOnceAndShowsEverything() {
        probing("probe-it", HEALTH)
                .then()
                .statusCode(200)
                .body("vantage", equalTo("eu-west-1"))
                .body("vantageHealth.detail", notNullValue())
                .body("probes.size()", equalTo(1))
                .body("probes[0].check", equalTo("orders/us-east-1/health"))
                .body("probes[0].result", equalTo("FAILED"))
                .body("probes[0].cause", equalTo("WRONG_STATUS"))
                .body("probes[0].connections[0].local", startsWith("127.0.0.5:"))
                .body("probes[0].connections[0].http.status", equalTo("HTTP/1.1 500 Broken"));
        probing("probe-it", "{\"service\": \"orders\", \"site\": \"us-east-1\"}")
                .then()
                .statusCode(200)
                .body("probes.check", hasItem("orders/us-east-1/port"))
                .body("probes.check", hasItem("orders/us-east-1/job"));
    }

    @Test
    void whatIsMadeOnceCountsForNothing() {
        int next = looking("see-it", "?find=rare").path("checks[0].nextMillis");
        // Once an hour the schedule makes this check by itself.
        assumeThat(next).isBetween(60_000, 3_540_000);
        probing("probe-it", once("rare")).then().statusCode(200).body("probes[0].result", equalTo("PASSED"));

        looking("see-it", "?find=rare")
                .then()
                .body("checks.size()", equalTo(1))
                .body("checks[0].result", nullValue())
                .body("checks[0].nextMillis", lessThan(next));
        assertThat(get("/q/metrics").asString())
                .doesNotContainPattern("probe_success\\{[^}]*probe=\"rare\"")
                .containsPattern("probe_success\\{[^}]*probe=\"port\"");
    }

    @Test
    void probesUrlsThatAreAllowedAndTellsWhatIsWrongWithOthers() {
        probing("probe-it", url(site()))
                .then()
                .statusCode(200)
                .body("probes[0].check", equalTo(site()))
                .body("probes[0].connections[0].addresses", hasItem("127.0.0.1"));
        probing("probe-it", url("http://example.com/"))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("where", equalTo("url"))
                .body("found", equalTo("example.com:80"))
                .body("allowed", containsString("signalbox.once.allow"));
        probing("probe-it", "nonsense").then().statusCode(400).body("where", equalTo("body"));
        probing("probe-it", "").then().statusCode(400).body("where", equalTo("body"));
        probing("probe-it", "{\"servise\": \"x\"}").then().statusCode(400).body("where", equalTo("servise"));
        probing("probe-it", "{\"service\": 1}").then().statusCode(400).body("where", equalTo("service"));
        probing("probe-it", "{\"service\": \"orders\", \"site\": \"nowhere\"}")
                .then()
                .statusCode(404)
                .body("detail", containsString("known are us-east-1"));
        probing("probe-it", " ".repeat(20_000)).then().statusCode(413);
    }

    @Test
    void makesNoMoreThanFourAtOnce() {
        // Each waits five seconds for an answer.
        WorldResource.site.now(Site::hang);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/v1/probes"))
                .header("Authorization", "Bearer probe-it")
                .POST(HttpRequest.BodyPublishers.ofString(url(site())))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answers = IntStream.range(0, 7)
                    .mapToObj(_ -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .toList();

            assertThat(answers)
                    .extracting(answer -> answer.join().statusCode())
                    .containsExactlyInAnyOrder(200, 200, 200, 200, 429, 429, 429);
        }
        probing("probe-it", once("port")).then().statusCode(200);
    }

    @Test
    void showsHowEveryCheckStands() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> looking("see-it", "").then().body("checks[0].cause", equalTo("WRONG_STATUS")));
        looking("see-it", "")
                .then()
                .body("vantage", equalTo("eu-west-1"))
                .body("vantageHealth.detail", notNullValue())
                .body("total", equalTo(4))
                .body("failing", equalTo(1))
                .body("checks[0].probe", equalTo("health"))
                .body("checks[0].kind", equalTo("http"))
                .body("checks[0].target", equalTo("127.0.0.1:" + WorldResource.site.port()))
                .body("checks[0].result", equalTo("FAILED"))
                .body("checks[0].detail", equalTo("status 500, expected 200 to 299"))
                .body("checks[0].intervalMillis", lessThan(1_000))
                .body("checks[0].ageMillis", lessThan(60_000))
                .body("checks[0].millis.total", greaterThan(0f));
        looking("see-it", "?failing=true").then().body("checks.probe", equalTo(List.of("health")));
        looking("see-it", "?find=PORT").then().body("checks.probe", hasItem("port"));
        looking("see-it", "?service=orders&site=nowhere").then().body("matching", equalTo(0));
        looking("see-it", "?limit=3").then().body("checks.size()", equalTo(3)).body("next", equalTo(3));
        looking("see-it", "?limit=3&offset=3")
                .then()
                .body("checks.size()", equalTo(1))
                .body("next", nullValue());
        looking("see-it", "?limit=5000").then().statusCode(400).body("where", equalTo("limit"));
        looking("see-it", "?servise=x").then().statusCode(400).body("where", equalTo("servise"));
        looking("see-it", "?failing=yes").then().statusCode(400).body("where", equalTo("failing"));
    }

    @Test
    void servesAPageThatHoldsNothingAndLoadsNothingFromElsewhere() {
        String page = get("/").then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .extract()
                .asString();
        assertThat(page)
                .contains("api/v1/checks")
                .doesNotContain("orders", "us-east-1")
                .doesNotContainPattern("(src|href)=\"(?!data:)")
                .doesNotContain("http://", "https://", "innerHTML");
    }
}
