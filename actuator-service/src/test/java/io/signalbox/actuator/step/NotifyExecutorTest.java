package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.notice;
import static io.signalbox.actuator.step.Trials.REGION;
import static io.signalbox.actuator.step.Trials.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.actuator.Orders;
import io.signalbox.contract.step.LambdaInvoke;
import io.signalbox.contract.step.MetricPut;
import io.signalbox.contract.step.SnsNotify;
import io.signalbox.sandbox.cloud.Lambda;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What topics, functions and metrics get to hear; webhooks have a test of their own. */
class NotifyExecutorTest extends OutsideTest {

    private static final SnsNotify NOTIFY = new SnsNotify(REGION, TOPIC);
    private static final LambdaInvoke QUEUE = new LambdaInvoke(REGION, "warm-up", true);
    private static final LambdaInvoke INVOKE = new LambdaInvoke(REGION, "warm-up");

    @Test
    void aTopicHearsWhatHappensWithAttributesToFilterBy() {
        world.outside.cloud.sns().putTopic(TOPIC);

        assertDone(attempt(notice("n5-0", CLAIM, NOTIFY, "drill begins: to us-west-2")));

        var message = world.outside.cloud.sns().messages().getFirst();
        assertThat(message.message()).isEqualTo("drill begins: to us-west-2");
        assertThat(message.attributes())
                .isEqualTo(Map.of(
                        "service", "orders",
                        "plan", "n5-0",
                        "step", "0",
                        "idempotencyKey", "us-west-2/orders/n5-0/0"));
    }

    @Test
    void aTopicHearsWhichStepItIsWhereNobodyHasWordsForIt() {
        world.outside.cloud.sns().putTopic(TOPIC);

        assertDone(attempt(Orders.act(CLAIM, NOTIFY)));

        assertThat(world.outside.cloud.sns().messages().getFirst().message())
                .isEqualTo("service orders, plan p17, step 0");
    }

    @Test
    void failsForNowWhereThereIsNoSuchTopic() {
        assertFailed(attempt(NOTIFY, Map.of()), "not-found", true);
    }

    @Test
    void failsForGoodWhenTheTopicIsOfAnotherRegion() {
        world.outside.cloud.sns().putTopic(TOPIC);

        assertFailed(attempt(new SnsNotify("us-east-1", TOPIC), Map.of()), "invalid-input", false);
    }

    @Test
    void aFunctionIsGivenWhatAWebhookIsGiven() throws Exception {
        world.outside.cloud.lambda().put(REGION, "warm-up");

        assertDone(attempt(notice("n5-0", CLAIM, INVOKE, "drill begins: to us-west-2")));

        Lambda.Invocation invocation =
                world.outside.cloud.lambda().invocations().getFirst();
        JsonNode payload = new ObjectMapper().readTree(invocation.payload());
        assertThat(payload.path("v").intValue()).isEqualTo(1);
        assertThat(payload.path("service").textValue()).isEqualTo("orders");
        assertThat(payload.path("plan").textValue()).isEqualTo("n5-0");
        assertThat(payload.path("step").isInt()).isTrue();
        assertThat(payload.path("about").textValue()).isEqualTo("drill begins: to us-west-2");
        assertThat(payload.path("idempotencyKey").textValue()).isEqualTo("us-west-2/orders/n5-0/0");
    }

    @Test
    void failsForNowWhenTheFunctionFailsAndRepeatsWhatItSays() {
        world.outside.cloud.lambda().put(REGION, "warm-up");
        world.outside
                .cloud
                .lambda()
                .failWith(REGION, "warm-up", "{\"errorType\":\"Cold\",\"errorMessage\":\"the oven is cold\"}");

        var outcome = attempt(INVOKE, Map.of());

        assertFailed(outcome, "function-error", true);
        assertThat(detail(outcome)).contains("warm-up").contains("the oven is cold");
        assertThat(world.outside.cloud.lambda().invocations()).hasSize(1);
    }

    @Test
    void doesNotRepeatALongStoryOfAFunction() {
        world.outside.cloud.lambda().put(REGION, "warm-up");
        world.outside.cloud.lambda().failWith(REGION, "warm-up", "\"" + "x".repeat(10_000) + "\"");

        assertThat(detail(attempt(INVOKE, Map.of()))).hasSizeLessThan(500);
    }

    @Test
    void failsForNowWhereThereIsNoSuchFunction() {
        assertFailed(attempt(INVOKE, Map.of()), "not-found", true);
    }

    @Test
    void aMetricGetsItsValueWithTheServiceAsDimension() {
        assertDone(attempt(new MetricPut(REGION, "Signalbox", "Failovers", 2.5), Map.of()));

        assertThat(world.outside.cloud.cloudWatch().data()).singleElement().satisfies(datum -> {
            assertThat(datum.region()).isEqualTo(REGION);
            assertThat(datum.namespace()).isEqualTo("Signalbox");
            assertThat(datum.metric()).isEqualTo("Failovers");
            assertThat(datum.value()).isEqualTo(2.5);
            assertThat(datum.dimensions()).isEqualTo(Map.of("Service", "orders"));
        });
    }

    @Test
    void failsForGoodWhenTheNamespaceIsAwsOwn() {
        assertFailed(attempt(new MetricPut(REGION, "AWS/Orders", "Failovers", 1), Map.of()), "invalid-input", false);
    }

    /** A function that runs for minutes would be invoked again with each attempt that waits for it in vain. */
    @Test
    void aFunctionThatTakesLongIsQueuedAndNotWaitedFor() {
        world.outside.cloud.lambda().put(REGION, "warm-up");
        world.outside.cloud.lambda().takes(REGION, "warm-up", Duration.ofMinutes(5));

        assertDone(attempt(QUEUE, Map.of()));

        assertThat(world.outside.cloud.lambda().invocations()).hasSize(1);
    }

    @Test
    void aFunctionThatIsBusyIsTriedAgain() {
        world.outside.cloud.lambda().put(REGION, "warm-up");
        world.outside.cloud.lambda().reserve(REGION, "warm-up", 0);

        assertFailed(attempt(INVOKE, Map.of()), "throttled", true);
        assertDone(attempt(QUEUE, Map.of()));
    }
}
