package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.ssm.Parameter;
import io.signalbox.sandbox.ssm.ParameterOperation;
import io.signalbox.sandbox.watch.DecisionApi;
import io.signalbox.sandbox.world.CellProcesses;
import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two cells, each with a Kafka of its own; what they have in common is the vantages and the fence. */
class TwoCellsIT {

    private static final WorldPlan PLAN = WorldPlan.DEMO
            .withCells(new CellName("us-west-2"), new CellName("eu-west-1"))
            .withStableFor(Duration.ofSeconds(3));

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.start(PLAN);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /** No cell has an order in force, both know the same, and traffic is at home. */
    @BeforeEach
    void settle() {
        for (CellProcesses cell : stage.world().cells()) {
            Stage.eventually().untilAsserted(() -> {
                if (stage.api(cell).status().override() != null) {
                    stage.api(cell).direct("release", Map.of("why", "the next test begins"));
                }
                assertThat(stage.api(cell).status().override()).isNull();
            });
        }
        stage.settle();
        stage.inEveryCell(status -> {
            assertThat(status.phase()).isEqualTo("steady");
            assertThat(status.fence()).isEqualTo(stage.fence());
        });
    }

    @AfterEach
    void neverWithoutAnAnswer() {
        stage.assertNeverWithoutAnAnswer();
    }

    @Test
    void anOverrideGivenInOneIsInForceInBothAndAFailoverIsAdopted() {
        DecisionApi other = stage.api(stage.world().cells().get(1));
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
    }

    @Test
    void aPlanWhoseCellIsLostIsFinishedByTheOtherWhenItsClaimHasRunOut() {
        follow("plans: {failover: [{pause: {for: 4s}}, {dns-switch: {}}]}");
        stage.world().preferred().become(SiteMode.REFUSE);

        Stage.eventually().untilAsserted(() -> assertThat(stage.fence().phase()).isEqualTo(Fence.Phase.MOVING));
        Fence claim = stage.fence();
        CellProcesses lost = cell(cell -> cell.name().equals(claim.cell()));
        CellProcesses left = cell(cell -> !cell.name().equals(claim.cell()));
        lost.decision().kill();
        lost.actuator().kill();
        assertThat(stage.answer()).containsExactly(stage.world().preferred().address());

        stage.awaitAnswer(stage.away());
        Stage.eventually().untilAsserted(() -> {
            assertThat(stage.fence().cell()).isEqualTo(left.name());
            assertThat(stage.fence().phase()).isEqualTo(Fence.Phase.SETTLED);
            assertThat(stage.fence().epoch()).isGreaterThanOrEqualTo(claim.epoch() + 2);
        });

        lost.actuator().start();
        lost.decision().start();
        lost.decision().awaitReady();
        Stage.eventually().untilAsserted(() -> {
            ServiceStatus status = stage.api(lost).status();
            assertThat(status.active()).isEqualTo(new SiteName(stage.away()));
            assertThat(status.fence()).isEqualTo(stage.fence());
            assertThat(status.phase()).isEqualTo("steady");
        });
    }

    @Test
    void twoThatDecideAtOnceForDifferentTargetsTouchOnlyWhatTheWinnerWants() {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            follow("plans: {failover: ["
                    + "{name: west, to: [us-west-2], ssm-put: {region: us-west-2, name: /orders/at, value: us-west-2}}, "
                    + "{name: page, to: [maintenance], ssm-put: {region: us-west-2, name: /orders/at, value: maintenance}}, "
                    + "{pause: {for: 4s}}, {dns-switch: {}}]}");
            Fence before = stage.fence();
            Map<CellName, String> wanted = new LinkedHashMap<>();
            wanted.put(stage.world().cells().get(0).name(), stage.away());
            wanted.put(stage.world().cells().get(1).name(), "maintenance");
            List<Future<?>> orders = new ArrayList<>();
            wanted.forEach((cell, target) -> orders.add(
                    clients.submit(() -> stage.api(cell(each -> each.name().equals(cell)))
                            .direct("override", Map.of("target", target, "why", "both at once", "force", true)))));

            Stage.eventually().untilAsserted(() -> {
                assertThat(stage.fence().phase()).isEqualTo(Fence.Phase.SETTLED);
                assertThat(stage.fence().active()).isNotEqualTo(before.active());
                assertThat(orders).allMatch(Future::isDone);
            });
            CellName winner = stage.fence().cell();
            CellProcesses loser = cell(cell -> !cell.name().equals(winner));
            assertThat(stage.fence().active()).isEqualTo(new SiteName(wanted.get(winner)));
            stage.awaitAnswer(wanted.get(winner));
            assertThat(stage.world().ssm().calls())
                    .filteredOn(call -> call.operation() == ParameterOperation.PUT)
                    .hasSize(1)
                    .allMatch(call -> call.accessKey().contains(winner.value()));
            assertThat(stage.world().ssm().parameter("us-west-2", "/orders/at"))
                    .map(Parameter::value)
                    .contains(wanted.get(winner));
            Stage.eventually().untilAsserted(() -> {
                ServiceStatus status = stage.api(loser).status();
                assertThat(status.fence()).isEqualTo(stage.fence());
                assertThat(status.phase()).isEqualTo("steady");
                assertThat(status.reason().code()).isEqualTo("override-elsewhere");
            });
        }
    }

    /** Both cells follow these plans, which take some seconds, under claims that are soon over. */
    private static void follow(String plans) {
        String text = stage.world().topology().text();
        stage.world()
                .topology()
                .replace(text.replace("policy: {", "policy: {claimFor: 26s, ")
                        .replace("    probes:\n", "    " + plans + "\n    probes:\n"));
        String digest = stage.world().topology().read().digest();
        stage.inEveryCell(status -> {
            assertThat(status.topologyDigest()).isEqualTo(digest);
            assertThat(status.phase()).isEqualTo("steady");
        });
    }

    private static CellProcesses cell(Predicate<CellProcesses> which) {
        return stage.world().cells().stream().filter(which).findFirst().orElseThrow();
    }

    private static String reason(DecisionApi api) {
        return api.status().reason().code();
    }
}
