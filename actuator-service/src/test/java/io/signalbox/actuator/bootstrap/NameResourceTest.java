package io.signalbox.actuator.bootstrap;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.World;
import io.signalbox.actuator.bootstrap.ResourceFinding.Kind;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.sandbox.aws.HealthCheckConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name that is live gets records that depend on a health check. */
class NameResourceTest {

    private final World world = new World();
    private final String check = world.route53.healthChecks().put(HealthCheckConfig.inverted(9, "/"));

    @AfterEach
    void close() {
        world.close();
    }

    private Service service() {
        Service orders = Orders.service();
        List<Site> sites = orders.sites().stream()
                .map(site -> new Site(
                        site.name(),
                        site.priority(),
                        site.address(),
                        site.endpoint(),
                        site.lastResort(),
                        site.probes(),
                        site.passing(),
                        check))
                .toList();
        var dns = new Dns(
                Dns.Provider.ROUTE53,
                Orders.ZONE,
                Set.of(RecordType.A),
                Duration.ofSeconds(60),
                Dns.Routing.FAILOVER,
                null);
        return new Service(orders.name(), orders.hostname(), dns, sites, orders.policy());
    }

    private ResourceFinding applied(ScriptedChecks checks) {
        world.seed(records(EAST), record(fence(7, EAST, "p7")));
        var names = new NameResource(world.provider(), _ -> checks, "apply-1", false);
        var told = new ArrayList<BootstrapRun.ServiceResult>();
        new BootstrapRun(List.of(names)).apply(List.of(service()), told::add);
        assertThat(checks.left()).isZero();
        return told.getLast().finding();
    }

    @Test
    void isNotTouchedWhileTheHealthCheckFails() {
        ResourceFinding finding = applied(new ScriptedChecks(false));

        assertThat(finding.kind()).isEqualTo(Kind.REFUSED);
        assertThat(finding.summary()).contains(ScriptedChecks.ID + " is not healthy");
        assertThat(world.accepted()).isZero();
    }

    @Test
    void isNotTouchedWhenTheHealthCheckFailsBeforeItIsBelieved() {
        assertThat(applied(new ScriptedChecks(true, false)).kind()).isEqualTo(Kind.ERROR);
        assertThat(world.accepted()).isZero();
    }

    @Test
    void isChangedOnceTheHealthCheckIsBelieved() {
        assertThat(applied(new ScriptedChecks(true, true)).kind()).isEqualTo(Kind.SAME);
        assertThat(world.accepted()).isEqualTo(1);
        assertThat(world.stored())
                .filteredOn(set -> "us-east-1".equals(set.setIdentifier()))
                .singleElement()
                .satisfies(set -> assertThat(set.healthCheckId()).isEqualTo(check));
    }
}
