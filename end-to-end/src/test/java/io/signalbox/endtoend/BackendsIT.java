package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.sandbox.process.Ports;
import io.signalbox.sandbox.world.Vantage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What lies behind a service is watched in its own protocol, and its loss moves the traffic as the topology says. */
@Tag("long")
@ExtendWith(SharedStage.class)
class BackendsIT {

    private static final String PASSWORD = "changeit";
    private static final Duration BEAT = Duration.ofMillis(300);

    @TempDir
    private static Path directory;

    private static Path keys;
    private static Path trust;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService job = Executors.newSingleThreadScheduledExecutor();
    /** Sites whose job says that it is well. */
    private final Set<String> working = ConcurrentHashMap.newKeySet();

    private Backend home;
    private Backend away;

    @BeforeAll
    static void certify() throws Exception {
        keys = directory.resolve("keys.p12");
        trust = directory.resolve("trust.pem");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=orders", "-ext", "san=dns:orders.example.com");
        keytool("-exportcert", "-rfc", "-file", trust.toString());
    }

    @BeforeEach
    void watch(Stage stage) throws Exception {
        var addresses = List.of(
                stage.world().preferred().address(), stage.world().second().address());
        var ports = new Backend.Ports(Ports.freeOn(addresses), Ports.freeOn(addresses), Ports.freeOn(addresses));
        home = new Backend(addresses.getFirst(), ports, keys, PASSWORD);
        away = new Backend(addresses.getLast(), ports, keys, PASSWORD);
        working.addAll(List.of(stage.home(), stage.away()));
        var _ = job.scheduleWithFixedDelay(
                () -> working.forEach(site -> beat(stage, site)), 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);

        String text = stage.world().topology().text();
        String old = text.lines()
                .filter(line -> line.contains("name: health"))
                .findFirst()
                .orElseThrow();
        stage.followText(text.replace(
                old, """
                - {name: rpc, grpc: {port: %d}}
                - {name: job, heartbeat: {timeout: 3s}}
                - {name: cache, watchOnly: true, redis: {port: %d, role: master}}
                - {name: certificate, watchOnly: true, tls: {port: %d, trust: %s}}
                - {name: updates, watchOnly: true, websocket: {port: %d, tls: {trust: %s}, ping: true}}
                - {name: enough, calculated: {of: [cache, certificate, updates], atLeast: 2}}
                """.formatted(ports.grpc(), ports.redis(), ports.secure(), trust, ports.secure(), trust)
                        .indent(6)
                        .stripTrailing()));
        Stage.eventually().untilAsserted(() -> assertThat(stage.verdicts()).containsOnly(Verdict.UP));
        stage.awaitSettledAt(stage.home());
    }

    @AfterEach
    void unwatch(Stage stage) throws Exception {
        stage.world().topology().restore();
        job.shutdownNow();
        http.close();
        home.close();
        away.close();
    }

    private static void keytool(String what, String... options) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                what,
                "-alias",
                "orders",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    /** To every vantage, as docs/probing.md asks. */
    private void beat(Stage stage, String site) {
        for (Vantage vantage : stage.world().vantages()) {
            URI path = vantage.process().uri().resolve("/api/v1/heartbeats/orders/" + site + "/job");
            var request = HttpRequest.newBuilder(path)
                    .header(
                            "Authorization",
                            "Bearer " + stage.world().operator().token())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            try {
                http.send(request, HttpResponse.BodyHandlers.discarding());
            } catch (IOException | InterruptedException _) {
                // Like any other job: it does not wait, and goes on with the next.
            }
        }
    }

    @Test
    void aServerThatSaysThatItDoesNotServeIsLeftAndComesBack(Stage stage) {
        home.serves(false);
        stage.awaitSettledAt(stage.away());

        home.serves(true);
        stage.awaitSettledAt(stage.home());
    }

    @Test
    void aJobThatFallsSilentMovesTheTraffic(Stage stage) {
        working.remove(stage.home());
        stage.awaitSettledAt(stage.away());

        working.add(stage.home());
        stage.awaitSettledAt(stage.home());
    }

    @Test
    void oneOfThreeMayBreakAndTwoMayNot(Stage stage) throws Exception {
        int flips = stage.flips();
        home.cache(false);
        awaitFailing(stage, "cache", "refused");
        Stage.eventually().untilAsserted(() -> assertThat(stage.verdicts()).containsOnly(Verdict.UP));
        assertThat(stage.flips()).isEqualTo(flips);

        home.closeWebSockets();
        stage.awaitSettledAt(stage.away());
        awaitFailing(stage, "enough", "too_few");
        awaitFailing(stage, "updates", "refused");
    }

    private void awaitFailing(Stage stage, String probe, String cause) {
        for (Vantage vantage : stage.world().vantages()) {
            Stage.eventually().untilAsserted(() -> assertThat(metrics(vantage))
                    .containsPattern("probe_failures_total\\{service=\"orders\",site=\"" + stage.home() + "\",probe=\""
                            + probe + "\",vantage=\"" + vantage.name() + "\",role=\"\\w+\",cause=\"" + cause
                            + "\",?\\} [1-9]"));
        }
    }

    private String metrics(Vantage vantage) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(vantage.process().uri().resolve("/q/metrics"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
