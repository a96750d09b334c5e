package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.sites.SiteMode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The services export what observability/scrape has: alert rules and dashboards are tested against these files. {@code make scrape}
 * writes them anew.
 */
@ExtendWith(SharedStage.class)
class ScrapeIT {

    private static final Path KEPT = Path.of("../observability/scrape");

    /** Metrics that only some runs export, such as the requests of other tests in the same world. */
    private static final Pattern OCCASIONAL = Pattern.compile("(?:# TYPE )?(?:"
            + "signalbox_\\w+_requests\\b|signalbox_\\w+_requests_total|signalbox_probe_(?:void|undecided|held_loop_seconds|wait_seconds)"
            + "|signalbox_check_restarts|signalbox_fence_watch_failures|signalbox_vantage_alternating_runs|signalbox_hold_expired"
            + "|signalbox_stale_site|signalbox_site_suppressed_remaining|signalbox_maintenance_remaining|signalbox_shadow"
            + "|signalbox_aws_identity|signalbox_route53_batch).*");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Scrape> scrapes = new TreeMap<>();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void isWhatTheKeptOneSays(Stage stage) throws IOException, InterruptedException {
        stage.follow("objectives: {detection: 1m, recovery: 10m}");
        holdAMove(stage);
        let(stage);
        override(stage);
        giveAWrongToken(stage);
        drill(stage);
        if (Boolean.getBoolean("signalbox.scrape.renew")) {
            renew(stage);
        }
        Stage.eventually().untilAsserted(() -> {
            scrape(stage);
            scrapes.forEach((job, scrape) -> assertThat(scrape.shapes())
                    .as("%s: what alerts and dashboards are tested with is exported; otherwise `make scrape`", job)
                    .containsAll(required(job)));
        });
        scrapes.forEach((job, scrape) -> {
            var unknown = new TreeSet<>(scrape.shapes());
            unknown.removeAll(kept(job).shapes());
            unknown.removeIf(shape -> OCCASIONAL.matcher(shape).matches());
            assertThat(unknown)
                    .as("%s: exported and not in the kept scrape; `make scrape` adds it", job)
                    .isEmpty();
        });
    }

    private static Set<String> required(String job) {
        var shapes = new TreeSet<>(kept(job).shapes());
        shapes.removeIf(shape -> OCCASIONAL.matcher(shape).matches());
        return shapes;
    }

    private void holdAMove(Stage stage) {
        stage.order("freeze", Map.of("why", "a release", "for", "PT1H"));
        stage.world().preferred().become(SiteMode.REFUSE);
        Stage.eventually().untilAsserted(() -> {
            assertThat(stage.status().phase()).isEqualTo("awaiting-leave");
            assertThat(stage.status().freeze()).isNotNull();
        });
        scrape(stage);
    }

    private void let(Stage stage) {
        stage.order("thaw", Map.of("why", "the release is done"));
        stage.awaitSettledAt(stage.away());
        scrape(stage);
        stage.world().preferred().become(SiteMode.UP);
    }

    private void override(Stage stage) {
        stage.order("override", Map.of("why", "repair", "target", stage.away(), "for", "PT1H"));
        Stage.eventually()
                .untilAsserted(() -> assertThat(stage.status().override()).isNotNull());
        scrape(stage);
        stage.order("release", Map.of("why", "repaired"));
        stage.awaitSettledAt(stage.home());
    }

    private void giveAWrongToken(Stage stage) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(stage.decision().uri().resolve("/api/v1/me"))
                .header("Authorization", "Bearer wrong")
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(401);
    }

    /** No drill begins before the vantages have confirmed that both sites are UP. */
    private static void drill(Stage stage) {
        Map<String, String> order = Map.of("why", "the monthly rehearsal", "for", "PT1S");
        Stage.eventually().until(() -> {
            stage.order("drill/start", order);
            return true;
        });
        Stage.eventually().untilAsserted(() -> {
            assertThat(stage.status().drill()).isNull();
            assertThat(Objects.requireNonNull(stage.status().lastDrill()).result())
                    .isEqualTo("succeeded");
        });
    }

    private void scrape(Stage stage) {
        Scrape.jobs(stage.world())
                .forEach((job, services) -> services.forEach(service ->
                        scrapes.computeIfAbsent(job, _ -> new Scrape()).add(client, service)));
    }

    private void renew(Stage stage) throws IOException {
        scrape(stage);
        for (var each : scrapes.entrySet()) {
            Files.writeString(file(each.getKey()), each.getValue().text());
        }
    }

    private static Scrape kept(String job) {
        return Scrape.read(file(job));
    }

    private static Path file(String job) {
        return KEPT.resolve(job + ".prom");
    }
}
