package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Fence;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.SiteName;
import io.signalbox.sandbox.Cell;
import io.signalbox.sandbox.WorldPlan;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.DecisionApi;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
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
            DecisionApi other = api(stage, stage.world().cells().get(1));
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

    @Test
    void aPlanWhoseCellIsLostIsFinishedByTheOtherWhenItsClaimHasRunOut() {
        try (Stage stage = Stage.start(PLAN)) {
            stage.awaitSettledAt(stage.home());
            follow(stage);
            stage.world().preferred().become(SiteMode.REFUSE);

            Stage.eventually()
                    .untilAsserted(() -> assertThat(stage.fence().phase()).isEqualTo(Fence.Phase.MOVING));
            Fence claim = stage.fence();
            Cell lost = cell(stage, cell -> cell.name().equals(claim.cell()));
            Cell left = cell(stage, cell -> !cell.name().equals(claim.cell()));
            lost.decision().kill();
            lost.actuator().kill();
            assertThat(stage.answer()).containsExactly(stage.world().preferred().address());

            stage.awaitAnswer(stage.away());
            Stage.eventually().untilAsserted(() -> {
                assertThat(stage.fence().cell()).isEqualTo(left.name());
                assertThat(stage.fence().phase()).isEqualTo(Fence.Phase.SETTLED);
                assertThat(stage.fence().epoch()).isEqualTo(claim.epoch() + 2);
            });

            lost.actuator().start();
            lost.decision().start();
            lost.decision().awaitReady();
            Stage.eventually().untilAsserted(() -> {
                ServiceStatus status = api(stage, lost).status();
                assertThat(status.active()).isEqualTo(new SiteName(stage.away()));
                assertThat(status.fence()).isEqualTo(stage.fence());
                assertThat(status.phase()).isEqualTo("steady");
            });
            stage.assertNeverWithoutAnAnswer();
        }
    }

    /** Both cells follow a plan that takes some seconds, under a claim that is soon over. */
    private static void follow(Stage stage) {
        String text = stage.world().topology().text();
        stage.world()
                .topology()
                .replace(text.replace("policy: {", "policy: {claimFor: 10s, ")
                        .replace(
                                "    probes:\n",
                                "    plans: {failover: [{pause: {for: 4s}}, {dns-switch: {}}]}\n    probes:\n"));
        String digest = stage.world().topology().read().digest();
        for (Cell cell : stage.world().cells()) {
            Stage.eventually().untilAsserted(() -> {
                assertThat(api(stage, cell).status().topologyDigest()).isEqualTo(digest);
                assertThat(api(stage, cell).status().phase()).isEqualTo("steady");
            });
        }
    }

    private static Cell cell(Stage stage, Predicate<Cell> which) {
        return stage.world().cells().stream().filter(which).findFirst().orElseThrow();
    }

    private static DecisionApi api(Stage stage, Cell cell) {
        return new DecisionApi(
                cell.decision().uri(),
                stage.world().operator().token(),
                stage.world().service());
    }

    private static String reason(DecisionApi api) {
        return api.status().reason().code();
    }
}
