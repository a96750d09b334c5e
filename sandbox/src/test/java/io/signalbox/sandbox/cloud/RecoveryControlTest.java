package io.signalbox.sandbox.cloud;

import static io.signalbox.sandbox.cloud.Clients.EAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.sandbox.aws.Fault;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.route53recoverycluster.Route53RecoveryClusterClient;
import software.amazon.awssdk.services.route53recoverycluster.model.ConflictException;
import software.amazon.awssdk.services.route53recoverycluster.model.EndpointTemporarilyUnavailableException;
import software.amazon.awssdk.services.route53recoverycluster.model.ResourceNotFoundException;
import software.amazon.awssdk.services.route53recoverycluster.model.RoutingControl;
import software.amazon.awssdk.services.route53recoverycluster.model.RoutingControlState;
import software.amazon.awssdk.services.route53recoverycluster.model.ThrottlingException;
import software.amazon.awssdk.services.route53recoverycluster.model.UpdateRoutingControlStateEntry;
import software.amazon.awssdk.services.route53recoverycluster.model.ValidationException;

class RecoveryControlTest {

    private static final String PANEL = "arn:aws:route53-recovery-control::123456789012:controlpanel/p/routingcontrol/";
    private static final String IN_EAST = PANEL + "east";
    private static final String IN_WEST = PANEL + "west";

    private Cloud cloud;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        cloud.recoveryControl().put(IN_EAST, true);
        cloud.recoveryControl().put(IN_WEST, false);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private Route53RecoveryClusterClient client(int index) {
        URI endpoint = cloud.recoveryControl().endpoints().get(index);
        return Clients.client(endpoint, RecoveryControl.REGIONS.get(index), Route53RecoveryClusterClient.builder());
    }

    private void update(int index, Map<String, RoutingControlState> states) {
        try (var client = client(index)) {
            client.updateRoutingControlStates(
                    request -> request.updateRoutingControlStateEntries(states.entrySet().stream()
                            .map(each -> UpdateRoutingControlStateEntry.builder()
                                    .routingControlArn(each.getKey())
                                    .routingControlState(each.getValue())
                                    .build())
                            .toList()));
        }
    }

    private RoutingControlState state(int index, String arn) {
        try (var client = client(index)) {
            return client.getRoutingControlState(request -> request.routingControlArn(arn))
                    .routingControlState();
        }
    }

    private static Map<String, RoutingControlState> westwards() {
        return Map.of(IN_EAST, RoutingControlState.OFF, IN_WEST, RoutingControlState.ON);
    }

    @Test
    void anEndpointRefusesWhatIsSignedForAnotherRegion() {
        URI endpoint = cloud.recoveryControl().endpoints().get(1);
        try (var client = Clients.client(endpoint, EAST, Route53RecoveryClusterClient.builder())) {
            assertThatThrownBy(() -> client.getRoutingControlState(request -> request.routingControlArn(IN_EAST)))
                    .isInstanceOfSatisfying(AwsServiceException.class, denied -> assertThat(denied.statusCode())
                            .isEqualTo(403));
        }
    }

    @Test
    void hasOneStateBehindFiveEndpoints() {
        assertThat(cloud.recoveryControl().endpoints()).hasSize(5).doesNotHaveDuplicates();

        update(0, westwards());

        assertThat(state(4, IN_EAST)).isEqualTo(RoutingControlState.OFF);
        assertThat(state(4, IN_WEST)).isEqualTo(RoutingControlState.ON);
        try (var client = client(2)) {
            assertThat(client.listRoutingControls(_ -> {}).routingControls())
                    .extracting(RoutingControl::routingControlName)
                    .containsExactly("east", "west");
        }
    }

    @Test
    void changesAllOrNothing() {
        assertThatThrownBy(() ->
                        update(0, Map.of(IN_WEST, RoutingControlState.ON, PANEL + "north", RoutingControlState.ON)))
                .isInstanceOf(ResourceNotFoundException.class);

        assertThat(cloud.recoveryControl().state(IN_WEST)).isFalse();
    }

    @Test
    void changesTenControlsAtMost() {
        var eleven = new HashMap<String, RoutingControlState>();
        for (int i = 0; i < 11; i++) {
            eleven.put(PANEL + "more" + i, RoutingControlState.ON);
        }
        assertThatThrownBy(() -> update(0, eleven))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("has 11 entries, at most 10 are allowed");
    }

    @Test
    void keepsItsSafetyRules() {
        cloud.recoveryControl().keepOneOn(Set.of(IN_EAST, IN_WEST));

        assertThatThrownBy(() -> update(0, Map.of(IN_EAST, RoutingControlState.OFF)))
                .isInstanceOf(ConflictException.class);
        update(0, westwards());

        assertThat(cloud.recoveryControl().state(IN_EAST)).isFalse();
        assertThat(cloud.recoveryControl().state(IN_WEST)).isTrue();
    }

    @Test
    void goesAwayAndComesBackUnderTheSameAddress() {
        cloud.recoveryControl().away(1, true);

        assertThatThrownBy(() -> state(1, IN_EAST)).isInstanceOf(SdkClientException.class);
        assertThat(state(2, IN_EAST)).isEqualTo(RoutingControlState.ON);

        cloud.recoveryControl().away(1, false);
        assertThat(state(1, IN_EAST)).isEqualTo(RoutingControlState.ON);
    }

    @Test
    void failsWhenToldTo() {
        String update = "route53-recovery-cluster:UpdateRoutingControlStates";
        cloud.faults().inject(update, Cloud.throttling());
        cloud.faults()
                .inject(update, new Fault.Error(503, "EndpointTemporarilyUnavailableException", "try another one"));
        cloud.faults().inject(update, Fault.lostAfter());

        assertThatThrownBy(() -> update(0, westwards())).isInstanceOf(ThrottlingException.class);
        assertThatThrownBy(() -> update(0, westwards())).isInstanceOf(EndpointTemporarilyUnavailableException.class);
        assertThat(cloud.recoveryControl().state(IN_WEST)).isFalse();
        assertThatThrownBy(() -> update(0, westwards())).isInstanceOf(SdkClientException.class);
        assertThat(cloud.recoveryControl().state(IN_WEST)).isTrue();
    }
}
