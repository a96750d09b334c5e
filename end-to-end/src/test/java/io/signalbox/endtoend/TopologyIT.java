package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.process.Packaging;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.DecisionApi;
import io.signalbox.sandbox.world.TopologyFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
@ExtendWith(SharedStage.class)
class TopologyIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void aBrokenOneOnReloadKeepsTheOldOneInForce(Stage stage) {
        String digest = stage.status().topologyDigest();
        stage.world().topology().replace(twiceBroken(stage.world().topology().text()));
        Stage.eventually().untilAsserted(() -> assertThat(reloadFailed(stage)).containsOnly("1"));
        assertThat(stage.status().topologyDigest()).isEqualTo(digest);
        assertThat(stage.world().processes())
                .allSatisfy(service -> assertThat(service.output()).contains("intervall"));

        stage.world().topology().restore();
        Stage.eventually().untilAsserted(() -> assertThat(reloadFailed(stage)).containsOnly("0"));
        assertThat(stage.status().topologyDigest()).isEqualTo(digest);
    }

    @Test
    void aBrokenOneAtStartIsToldInFullAndEndsTheProcess(Stage stage, @TempDir Path directory) throws IOException {
        Path broken = Files.writeString(
                directory.resolve("broken.yaml"),
                twiceBroken(stage.world().topology().text()));
        var settings = Map.of(
                "SIGNALBOX_TOPOLOGY",
                broken.toString(),
                "SIGNALBOX_VANTAGE",
                "us-east-1",
                "SIGNALBOX_CELL",
                "us-west-2",
                "KAFKA_BOOTSTRAP_SERVERS",
                stage.world().cell().broker().bootstrap());
        List<ServiceProcess> services = Stream.of("probe-service", "decision-service", "actuator-service")
                .map(module -> new ServiceProcess(module, module, Packaging.wanted(), settings, directory))
                .toList();
        try {
            services.forEach(ServiceProcess::start);
            assertThat(services).allSatisfy(service -> {
                assertThat(service.ended(LIMIT))
                        .as("%s has ended", service.name())
                        .isTrue();
                assertThat(service.exitCode()).isNotZero();
                assertThat(service.output())
                        .contains("has 2 problems")
                        .containsPattern("broken.yaml:\\d+ +vantages.*most|broken.yaml:\\d+ +.*quorum")
                        .containsPattern("broken.yaml:\\d+ +defaults.*intervall");
            });
        } finally {
            services.forEach(ServiceProcess::close);
        }
    }

    /** First the decision-service knows the change and the actuator-service does not, then the other way round. */
    @Test
    void aRollingChangeOfOneServiceStallsNoOtherAndThatOneGoesOnOnceAllHaveReadIt(Stage stage) {
        TopologyFile file = stage.world().topology();
        String first = withCart(file.text(), "60s");
        file.replace(first);
        Service service = file.read().service(new ServiceName("cart")).orElseThrow();
        stage.world()
                .zone()
                .seed(Records.of(service, service.preferred().name()).stream()
                        .map(ResourceRecordSet::of)
                        .toList());
        var cart =
                new DecisionApi(stage.decision().uri(), stage.world().operator().token(), "cart");
        awaitAt(cart, stage.home());

        String second = withCart(file.text(), "30s");
        file.replaceFor("decision-service", second);
        awaitFollowed(cart, file);
        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
        Stage.eventually()
                .untilAsserted(() -> assertThat(cart.status().reason().code()).isEqualTo("topology-mismatch"));
        assertThat(cart.status().active()).isEqualTo(new SiteName(stage.home()));
        file.replaceFor("actuator-service", second);
        awaitAt(cart, stage.away());

        String third = withCart(file.text(), "20s");
        file.replaceFor("actuator-service", third);
        Stage.eventually().untilAsserted(() -> assertThat(stage.actuator().output())
                .contains("to=" + file.readFor("actuator-service").digest()));
        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
        awaitAt(cart, stage.home());
        file.replaceFor("decision-service", third);
        awaitFollowed(cart, file);
        assertThat(cart.status().alarms()).isEmpty();
    }

    private static String withCart(String text, String ttl) {
        String orders = text.substring(text.indexOf("  orders:\n"));
        return text + orders.replace("orders", "cart").replace("ttl: 60s", "ttl: " + ttl);
    }

    private static void awaitFollowed(DecisionApi api, TopologyFile file) {
        String digest = file.read().digest();
        Stage.eventually()
                .untilAsserted(() -> assertThat(api.status().topologyDigest()).isEqualTo(digest));
    }

    private static void awaitAt(DecisionApi api, String site) {
        Stage.eventually().untilAsserted(() -> {
            assertThat(api.status().active()).isEqualTo(new SiteName(site));
            assertThat(api.status().phase()).isEqualTo("steady");
            assertThat(api.status().sites())
                    .filteredOn(each -> each.name().value().equals(site))
                    .extracting(ServiceStatus.Site::verdict)
                    .containsExactly(Verdict.UP);
        });
    }

    private static String twiceBroken(String text) {
        return text.replace("{interval:", "{intervall:").replace("policy: {", "policy: {quorum: most, ");
    }

    private static List<String> reloadFailed(Stage stage) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return stage.world().processes().stream()
                    .map(service -> metric(client, service.uri()))
                    .toList();
        }
    }

    private static String metric(HttpClient client, URI service) {
        var request = HttpRequest.newBuilder(service.resolve("/q/metrics")).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("signalbox_topology_reload_failed"))
                    .map(line -> line.replaceAll("^.*\\s", "").replaceAll("\\.0$", ""))
                    .findFirst()
                    .orElse("no such metric");
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
