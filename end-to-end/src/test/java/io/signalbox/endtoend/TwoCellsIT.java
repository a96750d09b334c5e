package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.CellName;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.SiteName;
import io.signalbox.sandbox.WorldPlan;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.DecisionApi;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two cells, each with a Kafka of its own; what they have in common is the vantages and the fence. */
class TwoCellsIT {

    private static final WorldPlan PLAN = WorldPlan.DEMO
            .withCells(new CellName("us-west-2"), new CellName("eu-west-1"))
            .withStableFor(Duration.ofSeconds(3));

    @Test
    void anOverrideGivenInOneIsInForceInBothAndAFailoverIsAdopted() {
        try (Stage stage = Stage.start(PLAN)) {
            stage.awaitSettledAt(stage.home());
            DecisionApi other = new DecisionApi(
                    stage.world().cells().get(1).decision().uri(),
                    stage.world().operator().token(),
                    stage.world().service());
            Stage.eventually()
                    .untilAsserted(() -> assertThat(other.status().phase()).isEqualTo("steady"));

            stage.order("override", Map.of("target", stage.away(), "why", "planned work"));
            stage.awaitSettledAt(stage.away());
            Stage.eventually().untilAsserted(() -> {
                assertThat(reason(other)).isEqualTo("override-elsewhere");
                assertThat(stage.status().override().waiting()).isNull();
            });
            stage.order("release", Map.of("why", "it is done"));
            stage.awaitSettledAt(stage.home());

            stage.world().preferred().become(SiteMode.REFUSE);
            stage.awaitSettledAt(stage.away());
            Stage.eventually().untilAsserted(() -> {
                ServiceStatus status = other.status();
                assertThat(status.active()).isEqualTo(new SiteName(stage.away()));
                assertThat(status.fence()).isEqualTo(stage.fence());
            });
            stage.assertNeverWithoutAnAnswer();
        }
    }

    private static String reason(DecisionApi api) {
        return api.status().reason().code();
    }
}
