package io.signalbox.probe.wire;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.AddressRange;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.IpFamily;
import io.signalbox.probe.dns.DnsChecker;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Zone;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and addresses that lead to the prober's own link. */
class RefusedAddressTest {

    private static final String METADATA = "metadata.example.com";

    private static Zone zone;
    private static Probing probing;

    @BeforeAll
    static void open() throws IOException {
        zone = new Zone(METADATA + " A 169.254.0.1", "credentials.example.com AAAA fd00:ec2::23");
        probing = new Probing(null, null, zone.names());
    }

    @AfterAll
    static void close() throws IOException {
        probing.close();
        zone.close();
    }

    private static CheckResult tcp(Probing by, String host, IpFamily family) {
        var target = ProbeTarget.of(
                host, 1, Optional.empty(), ConnectOnlyProtocol.INSTANCE, by == probing ? PATIENT : IMPATIENT);
        return by.probe(target.by(new Route(null, family)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "100.100.100.200",
                "fe80::1",
                "fd00:ec2::254",
                METADATA
            })
    void noConnectionIsOpenedThere(String host) {
        var failed = failed(tcp(probing, host, null));

        assertThat(failed.cause()).isEqualTo(Cause.ADDRESS_REFUSED);
        assertThat(failed.detail()).contains("link-local");
        assertThat(failed.timings().connect()).isZero();
    }

    @Test
    void aNameThatLeadsThereByIpv6IsNoBetter() {
        assertThat(cause(tcp(probing, "credentials.example.com", IpFamily.IPV6)))
                .isEqualTo(Cause.ADDRESS_REFUSED);
    }

    @Test
    void whatTheTopologyNamesIsGoneTo() {
        try (var trusting = new Probing(null, null, zone.names())) {
            trusting.network()
                    .allow(new AllowedAddresses(Set.of(AddressRange.of(InetAddress.ofLiteral("169.254.0.1")))));

            assertThat(tcp(trusting, METADATA, null).result().timings().connect())
                    .isPositive();
            assertThat(tcp(trusting, "169.254.0.1", null).result().timings().connect())
                    .isPositive();
            assertThat(cause(tcp(trusting, "169.254.169.254", null))).isEqualTo(Cause.ADDRESS_REFUSED);

            trusting.network().allow(AllowedAddresses.NONE);
            assertThat(cause(tcp(trusting, METADATA, null))).isEqualTo(Cause.ADDRESS_REFUSED);
        }
    }

    @Test
    void noDatagramIsSentThereUnlessTheMachineItselfAsksThere() {
        for (String server : new String[] {"169.254.0.1", METADATA}) {
            var check = new Check.Dns(
                    new Reference(server, 53), "orders.example.com", Check.DnsType.A, List.of(), false, true);

            assertThat(cause(probing.probe(new DnsChecker(probing.network(), check, IMPATIENT, Route.USUAL))))
                    .isEqualTo(Cause.ADDRESS_REFUSED);
            var ownChoice = probing.probe(new DnsChecker(probing.network(), check, IMPATIENT, Route.TRUSTED));
            assertThat(ownChoice.result().timings().firstByte()).isPositive();
        }
    }
}
