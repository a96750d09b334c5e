package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.SiteMode;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Services that are asked to write JSON write nothing else, through a failover and an endpoint of Kafka that is gone. */
@ExtendWith(SharedStage.class)
class JsonLogIT {

    private static final Map<String, String> JSON = Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void eachLineIsAnObjectWithFixedKeys(Stage stage) throws IOException {
        ServiceProcess prober = stage.world().vantages().getFirst().prober().orElseThrow();
        List<ServiceProcess> processes =
                List.of(prober, stage.decision(), stage.world().cell().actuator());
        List<Integer> before = new ArrayList<>();
        for (ServiceProcess process : processes) {
            process.stop();
            before.add(process.output().length());
            process.start(JSON);
        }
        processes.forEach(ServiceProcess::awaitReady);
        stage.world().preferred().become(SiteMode.ERROR);
        stage.awaitSettledAt(stage.away());
        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());

        for (int i = 0; i < processes.size(); i++) {
            ServiceProcess process = processes.get(i);
            String place = process == prober ? "vantage" : "cell";
            List<String> lines =
                    process.output().substring(before.get(i)).lines().toList();
            assertThat(lines).hasSizeGreaterThan(1);
            for (String line : lines) {
                JsonNode object = MAPPER.readTree(line);
                assertThat(object.fieldNames())
                        .toIterable()
                        .contains("timestamp", "level", "logger", "thread", "message", "service", place)
                        .isSubsetOf(
                                "timestamp", "level", "logger", "thread", "message", "service", place, "stackTrace");
                OffsetDateTime.parse(object.path("timestamp").textValue());
            }
            process.stop();
            process.start();
        }
        processes.forEach(ServiceProcess::awaitReady);
    }
}
