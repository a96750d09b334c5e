package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.act;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.step.Trials.EAST_CONTROL;
import static io.signalbox.actuator.step.Trials.WEST_CONTROL;
import static io.signalbox.actuator.step.Trials.control;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.step.RoutingControl;
import io.signalbox.contract.step.RoutingControl.Control;
import io.signalbox.contract.step.RoutingControl.Endpoint;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.cloud.CloudCall;
import io.signalbox.sandbox.cloud.RecoveryControl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutingControlTest extends OutsideTest {

    private static final Map<String, String> WAS = Map.of(EAST_CONTROL, "on", WEST_CONTROL, "off");

    private RecoveryControl cluster;

    @BeforeEach
    void controls() {
        cluster = world.outside.cloud.recoveryControl();
        cluster.put(EAST_CONTROL, true);
        cluster.put(WEST_CONTROL, false);
    }

    private RoutingControl west() {
        return Trials.west(world.outside);
    }

    private void assertWest() {
        assertThat(cluster.state(EAST_CONTROL)).isFalse();
        assertThat(cluster.state(WEST_CONTROL)).isTrue();
    }

    @Test
    void changesAllAtOnceAndRemembersThem() {
        assertThat(attempt(west(), Map.of()).previous()).isEqualTo(WAS);
        assertDone(attempt(west(), WAS));

        assertWest();
        assertThat(accepted("route53-recovery-cluster:UpdateRoutingControlStates"))
                .isEqualTo(1);
    }

    @Test
    void oneEndpointOfFiveIsEnough() {
        IntStream.of(0, 1, 2, 4).forEach(index -> cluster.away(index, true));

        assertDone(attempt(west(), WAS));

        assertWest();
    }

    @Test
    void failsForNowAndNamesThemAllWhenNoneAnswers() {
        IntStream.range(0, 5).forEach(index -> cluster.away(index, true));

        var outcome = attempt(west(), WAS);

        assertFailed(outcome, "connection", true);
        west().endpoints().forEach(endpoint -> assertThat(detail(outcome)).contains(endpoint.region()));
    }

    @Test
    void beginsWithAnotherEndpointInEachAttempt() {
        Command command = act(CLAIM, west());

        for (int i = 0; i < 5; i++) {
            attempt(command);
            command = again(command, null);
        }

        assertThat(world.outside.cloud.calls()).extracting(CloudCall::region).doesNotHaveDuplicates();
    }

    @Test
    void doesNotSpendItsTimeOnASilentEndpoint() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var url = "http://127.0.0.1:" + silent.getLocalPort();
            var endpoints = new ArrayList<>(west().endpoints());
            endpoints.set(1, new Endpoint("us-west-2", url));
            long begun = System.nanoTime();

            // The second attempt begins with the second endpoint.
            assertDone(attempt(new RoutingControl(endpoints, west().controls()), WAS));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertWest();
        }
    }

    @Test
    void goesToAnotherEndpointWithTheChangeWhoseAnswerWasLost() {
        world.outside.cloud.faults().inject("route53-recovery-cluster:UpdateRoutingControlStates", Fault.lostAfter());

        assertDone(attempt(west(), WAS));

        assertWest();
    }

    @Test
    void failsForNowWhenASafetyRuleForbidsItAndAsksNobodyElse() {
        cluster.keepOneOn(Set.of(EAST_CONTROL, WEST_CONTROL));
        var allOff = new RoutingControl(
                west().endpoints(), List.of(new Control(EAST_CONTROL, false), new Control(WEST_CONTROL, false)));

        var outcome = attempt(allOff, WAS);

        assertFailed(outcome, "refused", true);
        assertThat(detail(outcome)).contains("safety rule");
        assertThat(cluster.state(EAST_CONTROL)).isTrue();
        assertThat(world.outside.cloud.calls()).hasSize(2);
    }

    @Test
    void failsForNowWhereThereIsNoSuchControl() {
        var unknown = new RoutingControl(west().endpoints(), List.of(new Control(control("moon"), true)));

        var outcome = attempt(unknown, Map.of());

        assertFailed(outcome, "not-found", true);
        assertThat(detail(outcome)).contains(control("moon"));
    }
}
