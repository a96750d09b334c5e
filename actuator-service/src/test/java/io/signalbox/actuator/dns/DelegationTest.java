package io.signalbox.actuator.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.core.DnsProvider.Details;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.dns.NameServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compares the parent zone's referral with the servers of a zone. */
class DelegationTest {

    private final Route53 route53 = Route53.start(Pace.INSTANT);
    private final HostedZone parent = route53.createZone("example.com");
    private final NameServer parents = NameServer.start(() -> List.of(parent), Map.of());
    private final Delegation delegation = new Delegation(new Addresses() {
        @Override
        public List<InetSocketAddress> of(List<String> nameServers) {
            return nameServers.equals(List.of("ns-1.sandbox")) ? List.of(parents.address()) : List.of();
        }

        /** Here the parent's server also plays the resolver. */
        @Override
        public List<InetSocketAddress> resolvers() {
            return List.of(parents.address());
        }
    });

    @AfterEach
    void close() {
        parents.close();
        route53.close();
    }

    private static Details zone(String... nameServers) {
        return new Details("Z1", "shop.example.com", List.of(nameServers), List.of(), Optional.empty());
    }

    private void delegate(String... nameServers) {
        parent.seed(List.of(new ResourceRecordSet(
                "shop.example.com", "NS", null, null, 300L, List.of(nameServers), null, null, null)));
    }

    @Test
    void theZonesOwnServersAreRight() {
        delegate("NS-8.awsdns.example.", "ns-7.awsdns.example.");

        assertThat(delegation.difference(zone("ns-7.awsdns.example", "ns-8.awsdns.example")))
                .isEmpty();
    }

    @Test
    void otherServersAreTold() {
        delegate("ns-5.awsdns.example.", "ns-8.awsdns.example.");

        assertThat(delegation.difference(zone("ns-7.awsdns.example", "ns-8.awsdns.example")))
                .contains("the parent zone delegates shop.example.com to [ns-5.awsdns.example, ns-8.awsdns.example],"
                        + " and the servers of Z1 are [ns-7.awsdns.example, ns-8.awsdns.example]");
    }

    @Test
    void noDelegationIsTold() {
        assertThat(delegation.difference(zone("ns-7.awsdns.example")).orElseThrow())
                .contains("delegates shop.example.com to no server");
    }

    @Test
    void nothingIsConcludedFromSilence() {
        delegate("ns-5.awsdns.example.");
        parents.close();

        assertThat(delegation.difference(zone("ns-7.awsdns.example"))).isEmpty();
    }

    @Test
    void aPrivateZoneHasNoDelegation() {
        assertThat(delegation.difference(zone())).isEmpty();
    }

    @Test
    void theWatchCountsAZoneThatIsDelegatedElsewhere() {
        delegate("ns-5.awsdns.example.");
        var meters = new SimpleMeterRegistry();

        new DelegationWatch(delegation, meters).accept("shop.example.com", zone("ns-7.awsdns.example"));

        await().untilAsserted(() -> assertThat(meters.get("signalbox.delegation.differs")
                        .tag("zone", "shop.example.com")
                        .gauge()
                        .value())
                .isEqualTo(1));
    }
}
