package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.sandbox.process.ServiceProcess.Ended;
import io.signalbox.sandbox.sites.SiteMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the check of a topology foretells of the loss of a region, beside what happens. */
@ExtendWith(SharedStage.class)
class ForetoldIT {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final int PERCENT = 20;
    private static final int ATTEMPTS = 3;
    private static final Pattern FORETOLD = Pattern.compile("moves to us-west-2 after ([0-9.]+) s(?: to ([0-9.]+) s)?");

    private final HttpClient http = HttpClient.newHttpClient();

    /** @param soonest after which the change is accepted, by the check */
    private record Range(Duration soonest, Duration latest) {

        /** Less a fifth, or an interval. */
        Duration least() {
            return soonest.minus(slack(soonest));
        }

        /** And a fifth more, or an interval. */
        Duration most() {
            return latest.plus(slack(latest));
        }

        private static Duration slack(Duration of) {
            Duration share = of.multipliedBy(PERCENT).dividedBy(100);
            return share.compareTo(INTERVAL) > 0 ? share : INTERVAL;
        }
    }

    /** What is lost, and how it comes back. */
    private record Loss(Runnable comes, Runnable goes) {}

    @Test
    void aRegionThatSwallowsPacketsIsLeftWhenItWasForetold(Stage stage) throws Exception {
        // Slow to give up, so that what each probe costs is most of it.
        stage.followText(stage.world()
                .topology()
                .text()
                .replace("timeout: 500ms", "timeout: 1s")
                .replace("fall: 3", "fall: 5"));
        Range foretold = foretold(stage);
        assertThat(foretold.soonest()).isGreaterThan(Duration.ofSeconds(5));
        assertHolds(stage, foretold, blackhole(stage));
    }

    @Test
    void aPlanThatWaitsTakesAsLongAsWasForetold(Stage stage) throws Exception {
        stage.follow("""
            plans:
              failover:
                - {pause: {for: 3s}}
                - {wait-healthy: {for: 2s}}
                - {dns-switch: {}}
            """);
        Range foretold = foretold(stage);
        assertThat(foretold.soonest()).isGreaterThan(Duration.ofSeconds(6));
        assertHolds(stage, foretold, blackhole(stage));
    }

    @Test
    void aClientThatFallsSilentIsMissedWhenItWasForetold(Stage stage) throws Exception {
        Set<String> working = ConcurrentHashMap.newKeySet();
        working.addAll(List.of(stage.home(), stage.away()));
        ScheduledExecutorService clients = Executors.newSingleThreadScheduledExecutor();
        try {
            var _ = clients.scheduleWithFixedDelay(
                    () -> working.forEach(site -> beat(stage, site)), 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
            stage.followText(stage.world()
                    .topology()
                    .text()
                    .replaceFirst("- \\{name: health, .*\\}\n", "- {name: job, heartbeat: {timeout: 5s}, fall: 1}\n"));
            Range foretold = foretold(stage);
            assertThat(foretold.latest()).isGreaterThan(Duration.ofSeconds(5));
            // The last came just before: of what is foretold this is the later end.
            var later = new Range(foretold.latest().minus(INTERVAL).minus(BEAT), foretold.latest());
            assertHolds(stage, later, new Loss(() -> working.remove(stage.home()), () -> working.add(stage.home())));
        } finally {
            clients.shutdownNow();
        }
    }

    /** To one vantage, which tells the others. */
    private void beat(Stage stage, String site) {
        URI path = stage.world()
                .vantage(stage.away())
                .process()
                .uri()
                .resolve("/api/v1/heartbeats/orders/" + site + "/job");
        var _ = http.sendAsync(
                HttpRequest.newBuilder(path)
                        .timeout(Duration.ofSeconds(2))
                        .header(
                                "Authorization",
                                "Bearer " + stage.world().operator().token())
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private static Range foretold(Stage stage) {
        Ended check = stage.decision()
                .command(
                        "check",
                        stage.world().topology().path("decision-service").toString());
        String row = check.output()
                .lines()
                .filter(line -> line.startsWith(stage.home() + " "))
                .findFirst()
                .orElseThrow();
        Matcher found = FORETOLD.matcher(row);
        assertThat(found.find()).as(row).isTrue();
        String latest = found.group(2) == null ? found.group(1) : found.group(2);
        return new Range(seconds(found.group(1)), seconds(latest));
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1_000));
    }

    private static Loss blackhole(Stage stage) {
        var site = stage.world().preferred();
        return new Loss(() -> site.become(SiteMode.BLACKHOLE), () -> site.become(SiteMode.UP));
    }

    /** A busy machine makes everything later, never sooner: what comes too late is measured again. */
    private static void assertHolds(Stage stage, Range foretold, Loss loss) {
        var measured = new ArrayList<Duration>();
        do {
            stage.awaitSettledAt(stage.home());
            measured.add(measured(stage, loss));
            assertThat(measured.getLast()).as("foretold: %s", foretold).isGreaterThan(foretold.least());
        } while (measured.getLast().compareTo(foretold.most()) > 0 && measured.size() < ATTEMPTS);
        assertThat(measured).as("foretold: %s", foretold).anyMatch(time -> time.compareTo(foretold.most()) <= 0);
    }

    /** From the loss of a site, with the vantage beside it, to the change that the provider accepts. */
    private static Duration measured(Stage stage, Loss loss) {
        Stage.eventually().untilAsserted(() -> assertThat(stage.verdicts()).containsOnly(Verdict.UP));
        var vantage = stage.world().vantage(stage.home()).process();
        vantage.pause();
        try {
            Instant lost = Instant.now();
            loss.comes().run();
            stage.awaitSettledAt(stage.away());
            RecoveryTimes times = Objects.requireNonNull(stage.status().recovery());
            return Duration.between(lost, Objects.requireNonNull(times.accepted()));
        } finally {
            loss.goes().run();
            vantage.resume();
        }
    }
}
