package io.signalbox.probe.app;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static io.signalbox.probe.app.WorldResource.broker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Site;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole service before real sockets and a real broker; each test goes on where the one before it ended. */
@QuarkusTest
@QuarkusTestResource(WorldResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProbeServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @Order(1)
    void probesAndIsReadyWhileNoCellIsThere() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics()).contains("probe_success{"));

        get("/q/health/live").then().statusCode(200);
        get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("probing"))
                .body("checks[0].data.vantage", equalTo("eu-west-1"));
        await().atMost(PATIENCE).until(() -> cell("eu-central-1").equals("away"));
    }

    @Test
    @Order(2)
    void publishesFreshObservationsOnceTheTopicIsThere() throws Exception {
        WorldResource.createTopic(Observations.TOPIC);
        try (var observations = new Observations(broker.bootstrap())) {
            var health = observations.await(of("health", ProbeResult.Passed.class));
            var port = observations.await(of("port", ProbeResult.Passed.class));

            assertThat(health.key()).isEqualTo("orders");
            assertThat(health.observation().vantage().value()).isEqualTo("eu-west-1");
            assertThat(health.observation().vantageHealth().healthy()).isTrue();
            assertThat(health.observation().result().timings().firstByte()).isPositive();
            assertThat(port.observation().run()).isEqualTo(health.observation().run());
            assertThat(observations.seen())
                    .allSatisfy(
                            read -> assertThat(read.observation().ageMicros()).isBetween(0L, 5_000_000L));
        }
        assertThat(cell("us-west-2")).isEqualTo("reached");
    }

    @Test
    @Order(3)
    void tellsAFailureWithItsCauseFromAHealthyVantage() throws Exception {
        WorldResource.site.now(Site.answer("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n"));
        try (var observations = new Observations(broker.bootstrap())) {
            var failure =
                    observations.await(of("health", ProbeResult.Failed.class)).observation();

            assertThat(((ProbeResult.Failed) failure.result()).cause()).isEqualTo(Cause.WRONG_STATUS);
            assertThat(failure.vantageHealth().healthy()).isTrue();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics())
                .contains(sample("probe_success", "health", "health", "0.0"))
                .contains(sample("probe_success", "port", "health", "1.0"))
                .containsPattern("probe_failures_total\\{.*probe=\"health\".*cause=\"wrong_status\""));
    }

    @Test
    @Order(4)
    void showsTheBlackboxExportersMetrics() {
        assertThat(metrics())
                .containsPattern("probe_duration_seconds\\{service=\"orders\",site=\"us-east-1\",probe=\"port\"")
                .containsPattern("probe_http_duration_seconds\\{.*probe=\"health\".*phase=\"processing\"")
                .doesNotContainPattern("probe_http_duration_seconds\\{.*probe=\"port\"")
                .containsPattern("signalbox_vantage_healthy\\{vantage=\"eu-west-1\",?\\} 1.0")
                .containsPattern("signalbox_observations_sent_total\\{cell=\"us-west-2\",?\\} [1-9]")
                .containsPattern("signalbox_observations_sent_total\\{cell=\"eu-central-1\",?\\} 0")
                .contains("signalbox_probe_late_seconds_count")
                .contains("signalbox_probe_skipped_total");
    }

    @Test
    @Order(5)
    void hearsHeartbeatsOfThoseWhoShowAToken() {
        String job = "/api/v1/heartbeats/orders/us-east-1/job";
        assertThat(post(job, null)).isEqualTo(401);
        assertThat(post(job, "Bearer beat-me")).isEqualTo(401);
        assertThat(post("/api/v1/heartbeats/orders/us-east-1/port", "Bearer beat-it"))
                .isEqualTo(404);
        assertThat(post("/api/v1/heartbeats/orders/us-east-1/J$b", "Bearer beat-it"))
                .isEqualTo(404);
        assertThat(post(job, "Bearer beat-another")).isEqualTo(403);
        get(job).then().statusCode(405);
        assertThat(metrics()).doesNotContainPattern("probe_success\\{.*probe=\"job\"");

        assertThat(post(job, "Bearer beat-it")).isEqualTo(204);
        assertThat(post(job, "Bearer beat-one")).isEqualTo(204);
        awaitMetric(sample("probe_success", "job", "watch", "1.0"));
    }

    private static int post(String path, String authorization) {
        var request = given();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.post(path).statusCode();
    }

    @Test
    @Order(5)
    void aBrokenTopologyIsSaidAndChangesNothing() throws Exception {
        WorldResource.replace("cells: nonsense\n");
        awaitMetric("signalbox_topology_reload_failed 1.0");
        int before = WorldResource.site.accepted();
        await().atMost(PATIENCE).until(() -> WorldResource.site.accepted() > before + 3);

        get("/q/health/ready").then().statusCode(200);
    }

    @Test
    @Order(6)
    void aRepairedTopologyIsFollowed() throws Exception {
        WorldResource.site.now(Site.answer(Site.ok("all ok")));
        WorldResource.write("800ms");
        awaitMetric("signalbox_topology_reload_failed 0.0");
        String digest;
        try (var observations = new Observations(broker.bootstrap())) {
            digest = observations.await(read -> true).observation().topologyDigest();
            var after = observations.await(
                    read -> !read.observation().topologyDigest().equals(digest));

            assertThat(after.observation().sequence()).isGreaterThan(1);
        }
    }

    @Test
    @Order(7)
    void aTopologyWhoseFilesAreMissingIsNotFollowedUntilTheyAreThere() throws Exception {
        var missing = WorldResource.topology.resolveSibling("ca.pem");
        var certificates = new Certificates().signed("good", "orders.example.com", 0, 10);
        try (var secure = new Site(certificates.server("good"), Site::hang)) {
            WorldResource.replace(Files.readString(WorldResource.topology)
                    + "      - {name: hands, tls: {port: " + secure.port() + ", trust: " + missing
                    + ", warnDays: 30}, interval: 600ms, timeout: 600ms}\n");
            awaitMetric("signalbox_topology_reload_failed 1.0");
            await().during(Duration.ofSeconds(1)).atMost(PATIENCE).untilAsserted(() -> assertThat(metrics())
                    .contains("signalbox_topology_reload_failed 1.0")
                    .doesNotContain("probe=\"hands\""));

            Files.writeString(missing, certificates.pem("authority"));
            awaitMetric("signalbox_topology_reload_failed 0.0");
            awaitMetric(sample("probe_success", "hands", "health", "1.0"));
            awaitMetric(sample("signalbox_certificate_expiring", "hands", "health", "1.0"));
            awaitMetric("probe_ssl_last_chain_expiry_timestamp_seconds{");
            WorldResource.write("800ms");
        }
    }

    @Test
    @Order(8)
    void sendsNothingStaleWhenKafkaComesBack() throws Exception {
        broker.stop();
        await().atMost(PATIENCE).until(() -> cell("us-west-2").equals("away"));
        get("/q/health/ready").then().statusCode(200);
        long back = System.currentTimeMillis();
        broker.start();
        broker.awaitReady();
        try (var observations = new Observations(broker.bootstrap())) {
            observations.await(read -> read.appendMillis() > back
                    && read.observation().probe().value().equals("port"));

            assertThat(observations.seen())
                    .allSatisfy(read -> assertThat(read.observation().ageMicros())
                            .isLessThanOrEqualTo(Duration.ofSeconds(2).toMillis() * 1_000));
        }
    }

    private static Predicate<Observations.Read> of(String probe, Class<? extends ProbeResult> result) {
        return read -> read.observation().probe().value().equals(probe)
                && result.isInstance(read.observation().result());
    }

    @Test
    void metricsComeInPiecesAndTheServicesOwnAreAmongThem() {
        var answer = get("/q/metrics");

        assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(answer.contentType()).startsWith("application/openmetrics-text");
        assertThat(answer.asString())
                .contains("signalbox_vantage_healthy{", "signalbox_probe_late_seconds", "jvm_memory")
                .endsWith("# EOF\n");
        assertThat(given().accept("text/plain").get("/q/metrics").contentType()).contains("version=0.0.4");
    }

    private static void awaitMetric(String line) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics()).contains(line));
    }

    private static String cell(String name) {
        return get("/q/health/ready").path("checks[0].data.cell-" + name);
    }

    private static String metrics() {
        return get("/q/metrics").asString();
    }

    private static String sample(String name, String probe, String role, String value) {
        String labels = "service=\"orders\",site=\"us-east-1\",probe=\"%s\",vantage=\"eu-west-1\",role=\"%s\"";
        return name + "{" + labels.formatted(probe, role) + "} " + value;
    }
}
