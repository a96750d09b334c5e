package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.EAST_ADDRESS;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.WEST_ADDRESS;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.command;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordSet.Failover;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments.DnsSwitch;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HealthCheckType;

/** A move between records of failover routing. */
class FailoverSwitchTest {

    private static final Fence OLD = fence(16, EAST, "p16");
    private static final Fence NEW = fence(17, WEST, "p17");

    private final World world = new World().undescribed();
    private final Route53Client client = World.client(world.route53);
    private final StepDispatcher steps = world.steps();
    private final String eastCheck = check("east", false);
    private final String westCheck = check("west", false);

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    /** One that never asks, and is healthy unless it is inverted. */
    private String check(String reference, boolean inverted) {
        return client.createHealthCheck(request -> request.callerReference(reference)
                        .healthCheckConfig(config -> config.type(HealthCheckType.HTTP)
                                .ipAddress("127.0.0.1")
                                .disabled(true)
                                .inverted(inverted)))
                .healthCheck()
                .id();
    }

    private List<RecordSet> at(SiteName active) {
        boolean east = active.equals(EAST);
        return List.of(role(EAST, EAST_ADDRESS, east, eastCheck), role(WEST, WEST_ADDRESS, !east, westCheck));
    }

    private static RecordSet role(SiteName site, String address, boolean primary, String check) {
        return new RecordSet(
                HOSTNAME,
                RecordType.A,
                60L,
                site.value(),
                null,
                List.of(address),
                null,
                primary ? Failover.PRIMARY : Failover.SECONDARY,
                primary ? check : null);
    }

    private Command move() {
        return command(OLD, NEW, new DnsSwitch(ZONE, HOSTNAME, WEST, at(EAST), at(WEST), null, null, null));
    }

    @Test
    void swapsBothRolesInOneChangeAndProvesIt() {
        world.seed(at(EAST), record(OLD));

        var accepted = (InProgress) steps.attempt(move()).result();
        var done = steps.attempt(again(move(), accepted.token()));

        assertThat(done.result()).isEqualTo(new Done(at(WEST)));
        assertThat(world.stored()).isEqualTo(World.sets(at(WEST), record(NEW)));
        assertThat(world.route53.calls())
                .filteredOn(Call::accepted)
                .singleElement()
                .satisfies(call -> assertThat(call.batch()).hasSize(6));
    }

    @Test
    void readsThemWhenTheDecisionDoesNotKnowThem() {
        world.seed(at(EAST), record(OLD));

        steps.attempt(command(OLD, NEW, new DnsSwitch(ZONE, HOSTNAME, WEST, List.of(), at(WEST), null, null, null)));

        assertThat(world.stored()).isEqualTo(World.sets(at(WEST), record(NEW)));
    }

    @Test
    void isNotProvenWhileRoute53TakesTheNewPrimaryForUnhealthy() {
        world.seed(at(EAST), record(OLD));
        client.updateHealthCheck(request -> request.healthCheckId(westCheck).inverted(true));

        var accepted = (InProgress) steps.attempt(move()).result();
        var waiting =
                (InProgress) steps.attempt(again(move(), accepted.token())).result();

        assertThat(waiting.accepted()).isTrue();
        assertThat(waiting.detail()).contains("[" + EAST_ADDRESS + "]");
        assertThat(waiting.retryAfter()).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void isRefusedWhenAnotherHandHasTakenAwayTheHealthCheck() {
        String other = check("other", false);
        var meddled = List.of(role(EAST, EAST_ADDRESS, true, other), at(EAST).getLast());
        world.seed(meddled, record(OLD));

        assertThat(steps.attempt(move()).result()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Refusal.DRIFT);
            assertThat(refused.detail())
                    .contains("A us-east-1 PRIMARY health check " + eastCheck)
                    .contains("A us-east-1 PRIMARY health check " + other);
        });
        assertThat(world.stored()).isEqualTo(World.sets(meddled, record(OLD)));
    }

    @Test
    void whatCannotBeExpressedStaysForeign() {
        var weighted =
                new ResourceRecordSet(HOSTNAME, "A", "east", 100L, 60L, List.of(EAST_ADDRESS), null, null, eastCheck);
        world.zone.seed(Stream.concat(Stream.of(weighted), record(OLD).stream().map(ResourceRecordSet::of))
                .toList());

        var outcome = steps.attempt(
                command(OLD, NEW, new DnsSwitch(ZONE, HOSTNAME, WEST, List.of(), at(WEST), null, null, null)));

        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Refusal.DRIFT);
            assertThat(refused.detail()).contains("A east with a health check");
        });
    }
}
