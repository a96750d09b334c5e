package io.signalbox.actuator.step;

import static io.signalbox.actuator.step.Trials.k8sScale;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Outside;
import io.signalbox.contract.step.K8sScale;
import io.signalbox.contract.step.K8sScale.Workload;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.kubernetes.Kubernetes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class K8sScaleTest extends OutsideTest {

    private static final Map<String, String> WAS_2 = Map.of("replicas", "2");

    private void stands(int replicas) {
        world.outside.kubernetes.put("shop", "deployments", "orders", replicas);
    }

    private K8sScale scale(int replicas) {
        return k8sScale(world.outside, replicas);
    }

    private int replicas() {
        return world.outside
                .kubernetes
                .workload("shop", "deployments", "orders")
                .replicas();
    }

    @Test
    void isNotDoneBeforeAsManyReplicasAreReady() {
        stands(2);
        world.outside.kubernetes.startsAfter(Duration.ofHours(1));

        assertWaiting(attempt(scale(6), WAS_2), "asked for 6 replicas");
        assertWaiting(attempt(scale(6), WAS_2), "2 of 6 replicas are ready");

        assertThat(replicas()).isEqualTo(6);
    }

    @Test
    void makesATokenForAClusterOfAmazonEks() {
        stands(2);
        world.outside.kubernetes.trustEks("shop-west", "actuator", "secret");

        attempt(onEks("shop-west"), WAS_2);
        assertDone(attempt(onEks("shop-west"), WAS_2));

        assertThat(replicas()).isEqualTo(6);
    }

    @Test
    void aTokenForOneClusterIsNoneForAnother() {
        stands(2);
        world.outside.kubernetes.trustEks("shop-west", "actuator", "secret");

        assertFailed(attempt(onEks("shop-east"), WAS_2), "access-denied", true);
    }

    private K8sScale onEks(String cluster) {
        var scale = scale(6);
        return new K8sScale(
                scale.api(),
                scale.namespace(),
                scale.workload(),
                scale.name(),
                scale.replicas(),
                null,
                null,
                new K8sScale.Eks("us-west-2", cluster));
    }

    @Test
    void neverShrinksAWorkload() {
        stands(10);

        assertDone(attempt(scale(6), Map.of()));

        assertThat(replicas()).isEqualTo(10);
    }

    @Test
    void anAutoscalerWithoutLoadLeavesTheWantedReplicas() {
        stands(2);
        world.outside.kubernetes.autoscale("shop", "deployments", "orders", 1, 4);
        world.outside.kubernetes.autoscale("shop", "deployments", "billing", 1, 4);

        Map<String, String> previous = attempt(scale(6), Map.of()).previous();
        attempt(scale(6), previous);
        world.outside.kubernetes.idle();

        assertThat(replicas()).isEqualTo(6);
        assertDone(attempt(scale(6), previous));
        assertThat(limits("orders")).isEqualTo(new Kubernetes.Limits(6, 6));
        assertThat(limits("billing")).isEqualTo(new Kubernetes.Limits(1, 4));
        restore(scale(6), previous);
        assertThat(limits("orders")).isEqualTo(new Kubernetes.Limits(1, 4));
        assertThat(replicas()).isEqualTo(2);
    }

    private Kubernetes.Limits limits(String name) {
        return world.outside.kubernetes.limits("shop", "deployments", name);
    }

    @Test
    void failsForNowWhereAutoscalersMayNotBeSeen() {
        stands(2);
        world.outside
                .kubernetes
                .faults()
                .inject("GET autoscalers", new Fault.Error(403, "Forbidden", "cannot list horizontalpodautoscalers"));

        assertFailed(attempt(scale(6), WAS_2), "access-denied", true);
    }

    @Test
    void doesNotTakeAStatusFromBeforeTheChangeForAnAnswerToIt() {
        stands(6);
        world.outside.kubernetes.noticesAfter(Duration.ofHours(1));

        attempt(exactly(2), Map.of("replicas", "6"));
        assertWaiting(attempt(exactly(2), Map.of("replicas", "6")), "has not begun");
    }

    @Test
    void doesNotWaitForReplicasToGo() {
        stands(6);
        world.outside.kubernetes.startsAfter(Duration.ofHours(1));

        attempt(exactly(2), Map.of("replicas", "6"));
        assertDone(attempt(exactly(2), Map.of("replicas", "6")));

        assertThat(replicas()).isEqualTo(2);
    }

    private K8sScale exactly(int replicas) {
        var scale = scale(replicas);
        return new K8sScale(
                scale.api(),
                scale.namespace(),
                scale.workload(),
                scale.name(),
                replicas,
                scale.tokenVariable(),
                true,
                null);
    }

    @Test
    void scalesStatefulSetsToo() {
        world.outside.kubernetes.put("shop", "statefulsets", "orders", 2);
        var wanted = new K8sScale(
                world.outside.kubernetes.endpoint() + "/",
                "shop",
                Workload.STATEFULSET,
                "orders",
                3,
                Outside.TOKEN_VARIABLE);

        attempt(wanted, WAS_2);
        assertDone(attempt(wanted, WAS_2));

        assertThat(world.outside
                        .kubernetes
                        .workload("shop", "statefulsets", "orders")
                        .replicas())
                .isEqualTo(3);
    }

    @Test
    void failsForGoodAndNamesTheVariableThatHasNoToken() {
        var outcome = attempt(with("NOT_SET"), Map.of());

        assertFailed(outcome, "secret-missing", false);
        assertThat(detail(outcome)).contains("NOT_SET");
        assertThat(world.outside.kubernetes.calls()).isEmpty();
    }

    @Test
    void failsForGoodWhereItIsNoPod() {
        assertFailed(attempt(with(null), Map.of()), "secret-missing", false);
    }

    private K8sScale with(String tokenVariable) {
        var scale = scale(6);
        return new K8sScale(
                scale.api(), scale.namespace(), scale.workload(), scale.name(), scale.replicas(), tokenVariable);
    }

    @Test
    void failsForNowWhenItsTokenIsRefusedAndShowsItToNobody() {
        var outcome = attempt(with(Outside.SECRET_VARIABLE), Map.of());

        assertFailed(outcome, "access-denied", true);
        assertThat(detail(outcome)).doesNotContain(Outside.SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid-input, false",
        "403, access-denied, true",
        "409, refused, true",
        "422, invalid-input, false",
        "429, throttled, true",
        "503, server-error, true"
    })
    void tellsWhatWillPassFromWhatWillNot(int status, String cause, boolean retryable) {
        stands(2);
        world.outside.kubernetes.faults().inject("PATCH scale", new Fault.Error(status, "Reason", "for a reason"));

        var outcome = attempt(scale(6), WAS_2);

        assertFailed(outcome, cause, retryable);
        assertThat(detail(outcome)).contains("for a reason");
        assertThat(replicas()).isEqualTo(2);
    }

    @Test
    void failsForNowWhereThereIsNoSuchWorkload() {
        assertFailed(attempt(scale(6), Map.of()), "not-found", true);
    }

    @Test
    void failsForNowWhenTheServerSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var scale = scale(6);
            var wanted = new K8sScale(
                    "http://127.0.0.1:" + silent.getLocalPort(),
                    scale.namespace(),
                    scale.workload(),
                    scale.name(),
                    scale.replicas(),
                    scale.tokenVariable());

            assertFailed(attempt(wanted, Map.of()), "timeout", true);
        }
    }
}
