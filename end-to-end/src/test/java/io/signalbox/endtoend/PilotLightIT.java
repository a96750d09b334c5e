package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.reason.Reason;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.cloud.AutoScaling;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.cloud.Sns;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.ssm.Parameter;
import io.signalbox.sandbox.ssm.ParameterOperation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A standby of which little runs until it is needed: capacity, then the database, then the traffic, then the world is told. */
@ExtendWith(SharedStage.class)
class PilotLightIT {

    private static final String REGION = "us-west-2";
    private static final String TOPIC = "arn:aws:sns:us-west-2:123456789012:failovers";
    private static final String CAPACITY = """
                - {name: tasks, to: [us-west-2], ecs-scale: {region: us-west-2, cluster: shop, service: orders, desired: 6}, retries: 0, onFailure: rollback}
                - {name: group, to: [us-west-2], asg-scale: {region: us-west-2, group: orders, min: 2, desired: 4, max: 8, onDemandPercent: 100}, retries: 0, onFailure: rollback}
            """;
    private static final String DATABASE = """
                - {name: db, to: [us-west-2], rds-promote: {region: us-west-2, instance: replica, maxLag: 5s}, retries: 0, onFailure: rollback, unattended: true}
            """;
    private static final String READY = """
                - {wait-healthy: {for: 1s}, onFailure: rollback}
            """;
    private static final String TRAFFIC = """
                - {name: switch, dns-switch: {}, retries: 0, onFailure: rollback}
                - {name: active, to: [us-west-2], ssm-put: {region: us-west-2, name: /orders/active, value: us-west-2}, retries: 0}
                - {name: tell, to: [us-west-2], sns-notify: {region: us-west-2, topic: "%s"}, retries: 0, onFailure: continue}
              failback:
                - {dns-switch: {}}
                - parallel:
                    - {name: fewer-tasks, restore: {step: tasks}}
                    - {name: smaller-group, restore: {step: group}}
                    - {name: not-active, restore: {step: active}}
            """.formatted(TOPIC);

    private static String plans(String... steps) {
        return "plans:\n  failover:\n" + String.join("", steps);
    }

    @BeforeEach
    void littleRuns(Stage stage) {
        Cloud cloud = stage.world().cloud();
        cloud.faults().clear();
        stage.world().ssm().faults().clear();
        cloud.ecs().put(REGION, "shop", "orders", 1);
        cloud.autoScaling().put(REGION, "orders", 1, 1, 2, 0);
        cloud.rds().putReplica(REGION, "replica", "primary");
        lag(cloud, 1);
        cloud.sns().putTopic(TOPIC);
        stage.world().ssm().put(REGION, "/orders/active", "String", "us-east-1");
    }

    private static void lag(Cloud cloud, double seconds) {
        cloud.cloudWatch().clear();
        cloud.cloudWatch()
                .putDatum(REGION, "AWS/RDS", "ReplicaLag", Map.of("DBInstanceIdentifier", "replica"), seconds);
    }

    @Test
    void everythingIsReadyBeforeTheTrafficComesAndAsItWasAfterTheWayHome(Stage stage) {
        stage.follow(plans(CAPACITY, DATABASE, READY, TRAFFIC));
        long version = stage.status().version();
        int told = stage.world().cloud().sns().messages().size();
        stage.world().preferred().become(SiteMode.REFUSE);

        stage.awaitSettledAt(stage.away());
        assertScaledUp(stage);
        assertThat(stage.world().cloud().rds().instance(REGION, "replica").source())
                .isEmpty();
        assertThat(active(stage)).isEqualTo("us-west-2");
        assertThat(stage.world()
                        .cloud()
                        .sns()
                        .messages()
                        .subList(told, stage.world().cloud().sns().messages().size()))
                .extracting(Sns.Message::topic)
                .containsExactly(TOPIC);
        assertThat(stage.journalSince(version).reversed())
                .containsSubsequence(
                        "move-started",
                        "claimed",
                        "step-done",
                        "step-done",
                        "step-done",
                        "change-accepted",
                        "move-done");

        stage.world().preferred().become(SiteMode.UP);
        Stage.eventually()
                .untilAsserted(() -> assertThat(stage.status().reason().code()).isEqualTo("failback-stale-data"));
        assertThat(stage.answer()).containsExactly(stage.world().second().address());
        Mark mark = Objects.requireNonNull(stage.fence().marks()).stale().getFirst();
        assertThat(mark.site().value()).isEqualTo(stage.home());
        stage.order(
                "reseeded",
                Map.of("why", "the old region follows the new writer", "site", stage.home(), "epoch", mark.epoch()));
        stage.awaitSettledAt(stage.home());
        assertAsItWas(stage);
    }

    @Test
    void withoutTheDatabaseTrafficComesHomeByItself(Stage stage) {
        stage.follow(plans(CAPACITY, READY, TRAFFIC));
        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
        assertScaledUp(stage);

        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
        assertAsItWas(stage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks", "group", "db"})
    void whateverBreaksBeforeTheTrafficMovesEverythingIsPutBack(String broken, Stage stage) {
        stage.follow(plans(CAPACITY, DATABASE, READY, TRAFFIC));
        Cloud cloud = stage.world().cloud();
        switch (broken) {
            case "tasks" -> cloud.faults().inject("ecs:UpdateService", refusal());
            case "group" -> cloud.faults().inject("autoscaling:UpdateAutoScalingGroup", refusal());
            case "db" -> lag(cloud, 60);
            default -> throw new IllegalArgumentException(broken);
        }
        int flips = stage.flips();
        stage.world().preferred().become(SiteMode.REFUSE);

        assertPutBack(stage, broken, flips);
        assertThat(cloud.rds().instance(REGION, "replica").source()).contains("primary");
        assertGoesOn(stage);
    }

    @Test
    void aStandbyThatFailsWhileItIsMadeReadyGetsNoTraffic(Stage stage) {
        stage.follow(plans(CAPACITY, """
                    - {name: ready, to: [us-west-2], wait-healthy: {for: 1m}, deadline: 2m, onFailure: rollback}
                """, TRAFFIC));
        long version = stage.status().version();
        stage.world().preferred().become(SiteMode.REFUSE);
        awaitRunning(stage, "ready");
        stage.world().second().become(SiteMode.ERROR);

        stage.awaitAnswer("maintenance");
        assertAsItWas(stage);
        assertThat(stage.journalSince(version)).contains("move-abandoned");
        stage.world().second().become(SiteMode.UP);
        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
    }

    @Test
    void aSwitchThatIsRefusedPutsEverythingBack(Stage stage) {
        stage.follow(plans(CAPACITY, READY, """
                    - {name: moment, approve: {question: go on?}}
                """, TRAFFIC));
        int flips = stage.flips();
        stage.world().preferred().become(SiteMode.REFUSE);
        awaitRunning(stage, "moment");
        stage.world().route53().faults().inject(Operation.CHANGE_RECORDS, refusal());
        stage.order("approve", Map.of("why", "now"));

        assertPutBack(stage, "switch", flips);
        assertGoesOn(stage);
    }

    @Tag("long")
    @Test
    void aMessageThatCannotBeSentHoldsNothingUp(Stage stage) {
        stage.follow(plans(CAPACITY, READY, TRAFFIC));
        long version = stage.status().version();
        stage.world().cloud().faults().inject("sns:Publish", refusal());
        stage.world().preferred().become(SiteMode.REFUSE);

        stage.awaitSettledAt(stage.away());
        assertScaledUp(stage);
        assertThat(active(stage)).isEqualTo("us-west-2");
        assertThat(stage.journalSince(version)).contains("step-failed", "move-done");
    }

    @Test
    void whatBreaksAfterTheTrafficHasMovedTakesNothingBack(Stage stage) {
        stage.follow(plans(CAPACITY, READY, TRAFFIC));
        long version = stage.status().version();
        stage.world().ssm().faults().inject(ParameterOperation.PUT, refusal());
        stage.world().preferred().become(SiteMode.REFUSE);

        stage.awaitSettledAt(stage.away());
        assertScaledUp(stage);
        assertThat(active(stage)).isEqualTo("us-east-1");
        assertThat(stage.journalSince(version)).contains("move-unfinished").doesNotContain("move-abandoned");
        assertThat(stage.status().alarms()).extracting(Reason::code).contains("move-unfinished");
    }

    private static void awaitRunning(Stage stage, String step) {
        Stage.eventually().untilAsserted(() -> assertThat(
                        Objects.requireNonNull(stage.status().plan()).steps())
                .anyMatch(each -> each.name().equals(step)
                        && !each.state().equals("waiting")
                        && !each.state().equals("done")));
    }

    private static void assertPutBack(Stage stage, String broken, int flips) {
        Stage.eventually()
                .untilAsserted(() -> assertThat(stage.status().phase()).isEqualTo("stuck"));
        assertThat(stage.flips()).isEqualTo(flips);
        assertThat(stage.status().reason().text()).startsWith(broken + ":");
        assertAsItWas(stage);
    }

    private static void assertGoesOn(Stage stage) {
        stage.world().preferred().become(SiteMode.UP);
        stage.order("acknowledge", Map.of("why", "seen"));
        stage.awaitSettledAt(stage.home());
    }

    private static Fault refusal() {
        return new Fault.Error(400, "ValidationException", "on purpose");
    }

    private static String active(Stage stage) {
        return stage.world()
                .ssm()
                .parameter(REGION, "/orders/active")
                .map(Parameter::value)
                .orElse("none");
    }

    private static void assertScaledUp(Stage stage) {
        var tasks = stage.world().cloud().ecs().service(REGION, "shop", "orders");
        assertThat(List.of(tasks.desired(), tasks.running())).containsExactly(6, 6);
        assertGroup(stage, 2, 4, 8, 100);
    }

    private static void assertAsItWas(Stage stage) {
        Stage.eventually().untilAsserted(() -> {
            assertThat(stage.world()
                            .cloud()
                            .ecs()
                            .service(REGION, "shop", "orders")
                            .desired())
                    .isEqualTo(1);
            assertGroup(stage, 1, 1, 2, 0);
            assertThat(active(stage)).isEqualTo("us-east-1");
        });
    }

    private static void assertGroup(Stage stage, int min, int desired, int max, int onDemandPercent) {
        AutoScaling.Group group = stage.world().cloud().autoScaling().group(REGION, "orders");
        assertThat(List.of(group.min(), group.desired(), group.max(), group.onDemandPercent()))
                .containsExactly(min, desired, max, onDemandPercent);
    }
}
