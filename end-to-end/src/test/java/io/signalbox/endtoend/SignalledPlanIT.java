package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.cloud.RecoveryControl;
import io.signalbox.sandbox.cloud.Sns;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.ssm.Parameter;
import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The steps after a switch by a signal, while Route 53's API accepts connections and answers nothing. */
@Tag("long")
class SignalledPlanIT {

    private static final String REGION = "us-west-2";
    private static final String TOPIC = "arn:aws:sns:us-west-2:123456789012:moved";
    private static final String PARAMETER = "/orders/active";
    private static final String CONTROLS =
            "arn:aws:route53-recovery-control::123456789012:controlpanel/0123456789abcdef0123456789abcdef/routingcontrol/";
    private static final String EAST = CONTROLS + "aaaaaaaaaaaaaaaa";
    private static final String WEST = CONTROLS + "bbbbbbbbbbbbbbbb";
    private static final int EVERY_REQUEST = 100_000;
    private static final Duration NO_ANSWER = Duration.ofHours(1);

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.start(WorldPlan.DEMO.withRouting(WorldPlan.SIGNAL));
        cloud().sns().putTopic(TOPIC);
        cloud().ecs().put(REGION, "shop", "orders", 1);
        cloud().recoveryControl().put(EAST, true);
        cloud().recoveryControl().put(WEST, false);
        stage.world().ssm().put(REGION, PARAMETER, "String", "us-east-1");
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private static Cloud cloud() {
        return stage.world().cloud();
    }

    private static String plan() {
        String endpoints = IntStream.range(0, RecoveryControl.REGIONS.size())
                .mapToObj(i -> "{region: %s, url: \"%s\"}"
                        .formatted(
                                RecoveryControl.REGIONS.get(i),
                                cloud().recoveryControl().endpoints().get(i)))
                .collect(Collectors.joining(", "));
        return """
                plans:
                  failover:
                    - {wait-healthy: {for: 1s}}
                    - {dns-switch: {}}
                    - {name: tasks, ecs-scale: {region: us-west-2, cluster: shop, service: orders, desired: 4}}
                    - {name: active, ssm-put: {region: us-west-2, name: /orders/active, value: us-west-2}}
                    - {name: controls, routing-control: {endpoints: [%s], controls: [{arn: "%s", state: off}, {arn: "%s", state: on}]}}
                    - {name: tell, sns-notify: {region: us-west-2, topic: "%s"}}
                """.formatted(endpoints, EAST, WEST, TOPIC);
    }

    @Test
    void theStepsAfterTheSwitchFinishWhileRoute53AnswersNothingAndTheFenceFollowsLater() {
        stage.awaitSettledAt(stage.home());
        stage.follow(plan());
        Stage.eventually().untilAsserted(() -> {
            assertThat(stage.verdicts()).containsOnly(Verdict.UP);
            assertThat(stage.fence()).isEqualTo(stage.status().fence());
        });
        Fence before = stage.fence();
        for (Operation operation : Operation.values()) {
            stage.world().route53().faults().inject(operation, new Fault.Delay(NO_ANSWER), EVERY_REQUEST);
        }
        int calls = stage.world().route53().calls().size();
        long version = stage.status().version();

        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());

        assertDone();
        assertThat(stage.journalSince(version)).contains("move-done");
        assertThat(stage.status().alarms()).isEmpty();
        assertThat(answered(calls)).as("requests that Route 53 answered").isEmpty();
        assertThat(stage.fence()).isEqualTo(before);
        Fence moved = stage.status().fence();
        assertThat(stage.world().signal()).contains(moved.text());

        stage.world().route53().faults().clear();
        Stage.eventually().untilAsserted(() -> assertThat(stage.fence()).isEqualTo(moved));
        assertThat(stage.answer()).containsExactly(stage.world().second().address());
        stage.assertNeverWithoutAnAnswer();
    }

    private static void assertDone() {
        assertThat(cloud().ecs().service(REGION, "shop", "orders").running()).isEqualTo(4);
        assertThat(stage.world().ssm().parameter(REGION, PARAMETER))
                .map(Parameter::value)
                .contains("us-west-2");
        assertThat(cloud().recoveryControl().state(EAST)).isFalse();
        assertThat(cloud().recoveryControl().state(WEST)).isTrue();
        assertThat(cloud().sns().messages()).extracting(Sns.Message::topic).containsExactly(TOPIC);
    }

    /** The sandbox logs a request when it ends; those that wait are not in the log. */
    private static List<Call> answered(int before) {
        List<Call> calls = stage.world().route53().calls();
        return calls.subList(before, calls.size()).stream()
                .filter(call -> !call.result().equals("lost"))
                .toList();
    }
}
