package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.ssm.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Plans of many steps, with real parameters and webhooks. */
@ExtendWith(SharedStage.class)
@Tag("long")
class PlanIT {

    private static final String REGION = "us-west-2";
    private static final String CAPACITY = "/orders/capacity";

    @BeforeEach
    void oneTaskStands(Stage stage) {
        stage.world().ssm().put(REGION, CAPACITY, "String", "1");
    }

    private static String capacity(Stage stage) {
        return stage.world()
                .ssm()
                .parameter(REGION, CAPACITY)
                .map(Parameter::value)
                .orElse("none");
    }

    private static List<String> states(Stage stage) {
        ServiceStatus.Plan plan = stage.status().plan();
        return plan == null
                ? List.of()
                : plan.steps().stream()
                        .map(step -> step.name() + " " + step.state())
                        .toList();
    }

    private static String raiseThen(String rest) {
        return """
                plans:
                  failover:
                    - {name: raise, ssm-put: {region: us-west-2, name: /orders/capacity, value: "6"}}
                """ + rest.indent(4);
    }

    @Test
    void capacityIsRaisedBeforeTheSwitchAndPutBackAfterTheWayHome(Stage stage) {
        String hook = stage.world().hooks().uri().resolve("/moved").toString();
        stage.follow(raiseThen("""
                - {wait-healthy: {for: 1s}}
                - {dns-switch: {}}
                - {name: tell, webhook: {url: "%s"}, onFailure: continue}
                """.formatted(hook)) + """
                  failback:
                    - {dns-switch: {}}
                    - {name: lower, restore: {step: raise}}
                """);
        long version = stage.status().version();
        stage.world().preferred().become(SiteMode.REFUSE);

        stage.awaitSettledAt(stage.away());
        assertThat(capacity(stage)).isEqualTo("6");
        assertThat(stage.world().hooks().deliveries())
                .filteredOn(delivery -> delivery.path().equals("/moved") && delivery.taken())
                .hasSize(1);
        assertThat(stage.journalSince(version).reversed())
                .containsSubsequence("move-started", "claimed", "step-done", "change-accepted", "move-done");

        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
        Stage.eventually().untilAsserted(() -> assertThat(capacity(stage)).isEqualTo("1"));
    }

    @Test
    void nothingMovesBeforeAnApproverAgrees(Stage stage) {
        stage.follow(raiseThen("""
                - {name: ask, approve: {question: "is the standby in order?"}}
                - {dns-switch: {}}
                """));
        stage.world().preferred().become(SiteMode.REFUSE);
        Stage.eventually().untilAsserted(() -> {
            assertThat(stage.status().awaits()).isNotNull();
            assertThat(stage.status().awaits().question()).contains("is the standby in order?");
        });
        assertThat(states(stage)).containsExactly("claim done", "raise done", "ask asking", "dns-switch waiting");
        assertThat(stage.answer()).containsExactly(stage.world().preferred().address());

        stage.order("approve", Map.of("why", "it is"));
        stage.awaitSettledAt(stage.away());
    }

    @Test
    void aStepThatFailsPutsBackWhatWasDoneAndMovesNothing(Stage stage) {
        String hook = stage.world().hooks().uri().resolve("/veto").toString();
        stage.follow(raiseThen("""
                - {name: veto, webhook: {url: "%s"}, onFailure: rollback}
                - {dns-switch: {}}
                """.formatted(hook)));
        stage.world().hooks().fail(403, 1);
        int flips = stage.flips();
        stage.world().preferred().become(SiteMode.REFUSE);

        Stage.eventually()
                .untilAsserted(() -> assertThat(stage.status().phase()).isEqualTo("stuck"));
        assertThat(states(stage)).containsExactly("claim undone", "raise undone", "veto failed", "dns-switch waiting");
        assertThat(capacity(stage)).isEqualTo("1");
        assertThat(stage.flips()).isEqualTo(flips);
        // Given back at the provider; its name servers follow.
        Stage.eventually().untilAsserted(() -> assertThat(stage.fence().phase()).isEqualTo(Fence.Phase.SETTLED));

        stage.world().preferred().become(SiteMode.UP);
        stage.order("acknowledge", Map.of("why", "the veto was right"));
        stage.awaitSettledAt(stage.home());
    }

    @Test
    void theActuatorsDeathInTheMiddleOfAStepCostsARetryAndNothingElse(Stage stage) {
        stage.follow(raiseThen("""
                - {dns-switch: {}}
                """) + """
                  failback:
                    - {dns-switch: {}}
                    - {name: lower, restore: {step: raise}}
                """);
        stage.actuator().kill();
        stage.world().preferred().become(SiteMode.REFUSE);
        Stage.eventually().untilAsserted(() -> assertThat(states(stage)).contains("claim running"));
        stage.actuator().start();
        stage.actuator().awaitReady();

        stage.awaitSettledAt(stage.away());
        assertThat(capacity(stage)).isEqualTo("6");
        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
        Stage.eventually().untilAsserted(() -> assertThat(capacity(stage)).isEqualTo("1"));
    }
}
