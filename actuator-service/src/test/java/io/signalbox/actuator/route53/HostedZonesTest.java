package io.signalbox.actuator.route53;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.PrivateWorld;
import io.signalbox.actuator.World;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.Route53;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;

/** Zones by name and by id, where several have one name. */
class HostedZonesTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Route53 route53 = Route53.start(Pace.INSTANT);
    private final Route53Client client = World.client(route53);
    private final DnsProvider provider =
            new Route53Provider(client, new SimpleMeterRegistry(), new RequestBudget(() -> 1_000_000), Set::of);

    @AfterEach
    void close() {
        client.close();
        route53.close();
    }

    private HostedZone open() {
        return route53.createZone("example.com");
    }

    private HostedZone closed() {
        return route53.createPrivateZone("example.com", new HostedZone.Vpc("vpc-1", "us-east-1"));
    }

    @Test
    void aNameIsThatOfThePublicZoneBesideAPrivateOne() throws Exception {
        PrivateWorld.seed(open(), records(WEST), List.of());
        PrivateWorld.seed(closed(), records(EAST), List.of());

        assertThat(provider.zone("example.com", LIMIT).records(HOSTNAME).records())
                .hasSameElementsAs(records(WEST));
    }

    @Test
    void anIdIsThatOfEitherZone() throws Exception {
        HostedZone open = open();
        HostedZone closed = closed();
        PrivateWorld.seed(open, records(WEST), List.of());
        PrivateWorld.seed(closed, records(EAST), List.of());

        assertThat(provider.zone(open.id(), LIMIT).records(HOSTNAME).records()).hasSameElementsAs(records(WEST));
        assertThat(provider.zone(closed.id(), LIMIT).records(HOSTNAME).records())
                .hasSameElementsAs(records(EAST));
    }

    @Test
    void ofTwoPublicZonesOneMustBeSaid() {
        HostedZone one = open();
        HostedZone other = open();

        assertThatThrownBy(() -> provider.zone("example.com", LIMIT))
                .hasMessageContaining("expected one public hosted zone example.com, found ")
                .hasMessageContaining(one.id() + " (public, 2 records)")
                .hasMessageContaining(other.id() + " (public, 2 records)")
                .hasMessageContaining("dns.zoneId");
    }

    @Test
    void aPrivateZoneAloneIsFoundByItsIdOnly() {
        HostedZone closed = closed();

        assertThatThrownBy(() -> provider.zone("example.com", LIMIT))
                .hasMessageContaining("found " + closed.id() + " (private, 2 records)");
    }

    @Test
    void tellsWhoServesAZone() throws Exception {
        HostedZone open = open();
        HostedZone closed = closed();

        var publicly = provider.details("example.com", LIMIT).orElseThrow();
        assertThat(publicly.id()).isEqualTo(open.id());
        assertThat(publicly.nameServers()).containsExactly("ns-1.sandbox");
        assertThat(publicly.isPrivate()).isFalse();

        var privately = provider.details(closed.id(), LIMIT).orElseThrow();
        assertThat(privately.name()).isEqualTo("example.com");
        assertThat(privately.networks()).containsExactly("vpc-1 in us-east-1");
        assertThat(privately.isPrivate()).isTrue();
    }

    @Test
    void anIdOfNoZoneIsAnError() {
        assertThatThrownBy(() -> provider.zone("Z0NONE", LIMIT).records(HOSTNAME))
                .hasMessageContaining("Z0NONE");
        assertThatThrownBy(() -> provider.details("Z0NONE", LIMIT)).hasMessageContaining("Z0NONE");
    }
}
