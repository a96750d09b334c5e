package io.signalbox.actuator.route53;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.EAST_ADDRESS;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.actuator.World;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordSet.Failover;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HealthCheckType;

/** Records that bear the id of a health check, and a topology that calls it by its name. */
class CheckedZoneTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final World world = new World();
    private final Route53Client client = World.client(world.route53);
    private Set<String> names = Set.of("orders-east");

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private String make(String reference) {
        return client.createHealthCheck(request -> request.callerReference(reference)
                        .healthCheckConfig(config -> config.type(HealthCheckType.HTTP)
                                .ipAddress("127.0.0.1")
                                .disabled(true)))
                .healthCheck()
                .id();
    }

    private Zone zone() throws ZoneUnavailableException {
        return new Route53Provider(client, world.meters, new RequestBudget(() -> 1_000), () -> names).zone(ZONE, LIMIT);
    }

    private static RecordSet east(String check) {
        return new RecordSet(
                HOSTNAME, RecordType.A, 60L, EAST.value(), null, List.of(EAST_ADDRESS), null, Failover.PRIMARY, check);
    }

    private static FencedChange created(String check) {
        return new FencedChange(List.of(), List.of(east(check)), List.of(), "test");
    }

    private long lists() {
        return world.route53.calls().stream()
                .filter(call -> call.operation() == Operation.LIST_HEALTH_CHECKS)
                .count();
    }

    @Test
    void writesTheIdAndReadsTheName() throws ZoneUnavailableException {
        String id = make("signalbox:orders-east");
        Zone zone = zone();

        assertThat(zone.submit(created("orders-east"))).isInstanceOf(Submission.Accepted.class);
        assertThat(world.stored()).singleElement().satisfies(set -> assertThat(set.healthCheckId())
                .isEqualTo(id));
        assertThat(zone.records(HOSTNAME).records()).containsExactly(east("orders-east"));
        assertThat(zone.submit(new FencedChange(List.of(east("orders-east")), List.of(), List.of(), "test")))
                .isInstanceOf(Submission.Accepted.class);
        assertThat(world.stored()).isEmpty();
        assertThat(lists()).isEqualTo(1);
    }

    @Test
    void whatTheTopologyCallsByItsIdStaysThat() throws ZoneUnavailableException {
        String id = make("signalbox:another");
        Zone zone = zone();

        assertThat(zone.submit(created(id))).isInstanceOf(Submission.Accepted.class);
        assertThat(zone.records(HOSTNAME).records()).containsExactly(east(id));
    }

    @Test
    void aNameWithoutAHealthCheckIsToldAndNothingIsSent() throws ZoneUnavailableException {
        assertThat(zone().submit(created("orders-east")))
                .isEqualTo(new Submission.NotTaken(
                        FailureCause.HEALTH_CHECK_MISSING,
                        "Route 53 has no health check orders-east: apply makes it",
                        true));
        assertThat(world.accepted()).isZero();
    }

    @Test
    void withoutAnAnswerNothingIsTakenForKnown() throws ZoneUnavailableException {
        make("signalbox:orders-east");
        Zone zone = zone();
        assertThat(zone.submit(created("orders-east"))).isInstanceOf(Submission.Accepted.class);
        names = Set.of("orders-east", "orders-west");
        Zone other = zone();
        world.route53
                .faults()
                .inject(Operation.LIST_HEALTH_CHECKS, new Fault.Error(403, "AccessDenied", "not authorized"));

        assertThatThrownBy(() -> other.records(HOSTNAME)).isInstanceOf(ZoneUnavailableException.class);
    }
}
