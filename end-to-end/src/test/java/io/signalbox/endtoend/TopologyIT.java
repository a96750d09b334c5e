package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.process.Packaging;
import io.signalbox.sandbox.process.ServiceProcess;
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
