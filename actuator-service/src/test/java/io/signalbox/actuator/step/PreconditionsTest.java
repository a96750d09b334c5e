package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.core.FormerServices;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A command is held against the description of its service that its plan was made with, and against no other. */
class PreconditionsTest {

    private static final Duration PLAN_DEADLINE = Duration.ofMinutes(15);
    private static final ServiceName CARTS = new ServiceName("carts");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Topology current = topology("d1", Orders.service(), named(CARTS));
    private final FormerServices former = new FormerServices(() -> now);
    private final Preconditions preconditions = new Preconditions(() -> current, former, () -> now);

    private static Topology topology(String digest, Service... services) {
        return new Topology(
                List.of(),
                List.of(),
                List.of(),
                List.of(services),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                digest);
    }

    private static Service named(ServiceName name) {
        Service like = Orders.service();
        return new Service(name, name + ".example.com", like.dns(), like.sites(), like.policy());
    }

    private static Service with(Service like, Dns dns) {
        return new Service(like.name(), like.hostname(), dns, like.sites(), like.policy());
    }

    private static Dns ttl(Service like, int seconds) {
        return new Dns(
                like.dns().provider(),
                like.dns().zone(),
                like.dns().types(),
                Duration.ofSeconds(seconds),
                like.dns().routing(),
                null);
    }

    private static Service changed(Service like) {
        return with(like, ttl(like, 30));
    }

    private void reload(Topology newer) {
        Topology before = current;
        current = newer;
        former.replaced(before, newer);
    }

    private Command of(Service service) {
        Command any = move(fence(17, EAST, "p17"), fence(18, WEST, "p18"));
        return new Command(
                any.v(),
                service.name(),
                any.cell(),
                any.plan(),
                any.step(),
                any.attempt(),
                any.issuedAt(),
                now.plusSeconds(30),
                any.expected(),
                any.next(),
                any.token(),
                any.arguments(),
                "another topology's",
                null,
                null,
                null,
                service.routingDigest());
    }

    private List<Refusal> refusals(Service... services) {
        var refusals = new ArrayList<Refusal>();
        for (Service service : services) {
            preconditions.objection(of(service)).map(Refused::why).ifPresent(refusals::add);
        }
        return refusals;
    }

    @Test
    void aChangeOfOneServiceStallsNoOther() {
        reload(topology("d2", changed(Orders.service()), named(CARTS)));

        assertThat(refusals(named(CARTS))).isEmpty();
    }

    @Test
    void aPlanThatWasMadeBeforeTheChangeGoesOn() {
        reload(topology("d2", changed(Orders.service())));

        assertThat(refusals(Orders.service(), changed(Orders.service()))).isEmpty();
        assertThat(preconditions.service(of(Orders.service()))).contains(Orders.service());
        assertThat(preconditions.service(of(changed(Orders.service())))).contains(changed(Orders.service()));
    }

    @Test
    void severalChangesInARowForgetNone() {
        reload(topology("d2", changed(Orders.service())));
        now = now.plus(PLAN_DEADLINE).minusSeconds(1);
        reload(topology("d3", with(Orders.service(), ttl(Orders.service(), 20))));

        assertThat(refusals(Orders.service(), changed(Orders.service()))).isEmpty();
    }

    @Test
    void aDescriptionIsKnownForAsLongAsAPlanMayTakeAndNoLonger() {
        reload(topology("d2", changed(Orders.service())));
        now = now.plus(PLAN_DEADLINE).minusMillis(1);
        assertThat(refusals(Orders.service())).isEmpty();

        now = now.plusMillis(1);
        assertThat(refusals(Orders.service())).containsExactly(Refusal.TOPOLOGY_MISMATCH);
    }

    @Test
    void aCommandOfADescriptionThatIsNotYetKnownIsRefusedAndSaysBoth() {
        Service newer = changed(Orders.service());

        assertThat(preconditions.objection(of(newer))).hasValueSatisfying(refused -> {
            assertThat(refused.why()).isEqualTo(Refusal.TOPOLOGY_MISMATCH);
            assertThat(refused.detail())
                    .contains(newer.routingDigest())
                    .contains(Orders.service().routingDigest());
        });
    }

    @Test
    void aServiceThatIsNoMoreIsActedOnForNobody() {
        reload(topology("d2", named(CARTS)));

        assertThat(refusals(Orders.service())).containsExactly(Refusal.TOPOLOGY_MISMATCH);
    }

    @Test
    void aCommandForAZoneThatTheServiceHasLeftIsRefused() {
        var elsewhere = new Dns(
                Dns.Provider.ROUTE53,
                "com",
                Set.copyOf(Orders.service().dns().types()),
                Duration.ofSeconds(60),
                Dns.Routing.WEIGHTED,
                null);
        reload(topology("d2", with(Orders.service(), elsewhere)));

        assertThat(refusals(Orders.service())).containsExactly(Refusal.TOPOLOGY_MISMATCH);
    }

    @Test
    void aCommandThatTellsNoDescriptionIsHeldAgainstTheWholeTopology() {
        Command older = Orders.until(of(Orders.service()), now.plusSeconds(30), "d1");
        assertThat(preconditions.objection(older)).isEmpty();

        reload(topology("d2", Orders.service(), changed(named(CARTS))));
        assertThat(preconditions.objection(older))
                .hasValueSatisfying(refused -> assertThat(refused.why()).isEqualTo(Refusal.TOPOLOGY_MISMATCH));
    }

    @Test
    void afterARestartNoFormerDescriptionIsKnown() {
        reload(topology("d2", changed(Orders.service())));
        var restarted = new Preconditions(() -> current, new FormerServices(() -> now), () -> now);

        assertThat(restarted.objection(of(Orders.service()))).isPresent();
    }
}
