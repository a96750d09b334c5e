package io.signalbox.actuator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.Orders;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.rfc2136.Rfc2136Zones;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DnsProvidersTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    @Test
    void asksWhomTheTopologyInForceNames() throws Exception {
        var askedOfRoute53 = new ArrayList<String>();
        var topology = new Topology[] {topology(Orders.service(), updated("example.net"))};
        var providers = new DnsProviders(
                () -> topology[0],
                _ -> (name, _) -> {
                    askedOfRoute53.add(name);
                    throw new ZoneUnavailableException(FailureCause.UNEXPECTED, name, false);
                },
                new Rfc2136Zones(Map.of("DNS_KEY", "c2VjcmV0"), InstantSource.system(), new SimpleMeterRegistry()));

        assertThat(providers.zone("example.net", LIMIT)).isNotNull();
        assertThatThrownBy(() -> providers.zone(Orders.ZONE, LIMIT)).hasMessage(Orders.ZONE);
        assertThatThrownBy(() -> providers.zone("example.org", LIMIT)).hasMessage("example.org");
        assertThat(askedOfRoute53).containsExactly(Orders.ZONE, "example.org");

        topology[0] = topology(updated(Orders.ZONE));
        assertThat(providers.zone(Orders.ZONE, LIMIT)).isNotNull();
    }

    private static Topology topology(Service... services) {
        return new Topology(
                List.of(),
                List.of(),
                List.of(),
                List.of(services),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                "digest");
    }

    private static Service updated(String zone) {
        var key = new Dns.Key("signalbox-key", Dns.Algorithm.HMAC_SHA256, "DNS_KEY");
        return new Service(
                new ServiceName("updated"),
                "orders." + zone,
                new Dns(
                        Dns.Provider.RFC2136,
                        zone,
                        Set.of(RecordType.A),
                        Duration.ofSeconds(60),
                        Dns.Routing.SIMPLE,
                        new Dns.Primary("ns1." + zone, 53, key)),
                Orders.service().sites(),
                Orders.service().policy());
    }
}
