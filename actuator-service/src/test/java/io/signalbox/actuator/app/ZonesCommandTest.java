package io.signalbox.actuator.app;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.PrivateWorld;
import io.signalbox.sandbox.aws.HostedZone;
import org.junit.jupiter.api.Test;

/** The commands for zones of which several have one name. */
class ZonesCommandTest extends Commanded {

    private static final HostedZone.Vpc NETWORK = new HostedZone.Vpc("vpc-1", "us-east-1");

    @Test
    void aPrivateZoneIsGivenByItsId() {
        HostedZone closed = world.route53.createPrivateZone("example.com", NETWORK);
        PrivateWorld.seed(world.zone, records(EAST), record(fence(9, EAST, "p9")));
        PrivateWorld.seed(closed, records(WEST), record(fence(3, WEST, "p3")));
        topology = ORDERS.replace("zone: example.com", "zone: " + closed.id());

        assertThat(command("plan")).isZero();
        assertThat(said)
                .contains("zone " + closed.id() + ": " + closed.id() + " example.com, private: vpc-1 in us-east-1")
                .contains("same: is at us-west-2, epoch 3");
    }

    @Test
    void aNameIsThatOfThePublicZone() {
        HostedZone closed = world.route53.createPrivateZone("example.com", NETWORK);
        PrivateWorld.seed(world.zone, records(EAST), record(fence(9, EAST, "p9")));
        PrivateWorld.seed(closed, records(WEST), record(fence(3, WEST, "p3")));

        assertThat(command("plan")).isZero();
        assertThat(said)
                .contains("zone example.com: " + world.zone.id() + " example.com, public")
                .contains("same: is at us-east-1, epoch 9");
    }

    @Test
    void planShowsWhetherTheApiOfAZoneRecovers() {
        PrivateWorld.seed(world.zone, records(EAST), record(fence(9, EAST, "p9")));
        assertThat(command("plan")).isZero();
        assertThat(said).contains("example.com, public, accelerated recovery not enabled");

        world.zone.enableAcceleratedRecovery();
        assertThat(command("plan")).isZero();
        assertThat(said).contains("example.com, public, accelerated recovery ENABLED");
    }

    @Test
    void ofTwoPublicZonesOneMustBeSaid() {
        HostedZone other = world.route53.createZone("example.com");
        PrivateWorld.seed(other, records(WEST), record(fence(3, WEST, "p3")));

        assertThat(command("plan")).isEqualTo(1);
        assertThat(said).contains("zone-not-found: expected one public hosted zone", other.id(), world.zone.id());

        topology = ORDERS.replace("zone: example.com", "zone: example.com, zoneId: " + other.id());
        assertThat(command("plan")).isZero();
        assertThat(said).contains("same: is at us-west-2, epoch 3");
    }
}
