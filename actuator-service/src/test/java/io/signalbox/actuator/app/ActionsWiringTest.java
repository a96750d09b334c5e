package io.signalbox.actuator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.NoSignals;
import io.signalbox.actuator.Orders;
import io.signalbox.actuator.World;
import io.signalbox.actuator.capacity.EksTokens;
import io.signalbox.actuator.capacity.K8sAccess;
import io.signalbox.actuator.capacity.K8sApi;
import io.signalbox.actuator.core.FormerServices;
import io.signalbox.actuator.credentials.RestoreKeys;
import io.signalbox.actuator.credentials.SignedValues;
import io.signalbox.actuator.http.JudgedHttp;
import io.signalbox.actuator.step.Preconditions;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

class ActionsWiringTest {

    @Test
    void everyKindOfActionHasOneHandler() {
        var wiring = new ActionsWiring();
        var clock = InstantSource.system();
        try (var world = new World();
                var http = new JudgedHttp(() -> AllowedAddresses.NONE)) {
            var webhooks = wiring.webhooks(http, clock, world.meters);
            var access = new K8sAccess(
                    Map.of(),
                    Path.of("target", "no-pod"),
                    Optional.empty(),
                    new EksTokens(_ -> AnonymousCredentialsProvider.create(), clock));
            var kubernetes = new K8sApi(access, http, world.meters);
            var guard = wiring.guard(
                    world.provider(),
                    new NoSignals(),
                    world.servers(),
                    new Preconditions(Orders::topology, new FormerServices(clock), clock),
                    clock);
            var aws = new AwsClients(_ -> AnonymousCredentialsProvider.create());

            assertThat(wiring.actions(
                            guard,
                            aws,
                            ActionsWiring.controls(aws, world.meters),
                            kubernetes,
                            webhooks,
                            new SignedValues(RestoreKeys.of(Optional.empty())),
                            clock,
                            world.meters))
                    .isNotNull();
        }
    }
}
