package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordSet.AliasTarget;
import io.signalbox.contract.dns.RecordSet.Failover;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private static final String HOSTNAME = "orders.example.com";
    private static final SiteName WEST = new SiteName("west");

    @Test
    void simpleRoutingPointsAtTheActiveSiteAlone() {
        Service orders = service("[A]", "simple", "{ipv4: [192.0.2.1]}", "{ipv4: [192.0.2.2, 192.0.2.3]}");

        assertThat(Records.of(orders, WEST))
                .containsExactly(new RecordSet(
                        HOSTNAME, RecordType.A, 60L, null, null, List.of("192.0.2.2", "192.0.2.3"), null, null, null));
    }

    @Test
    void weightedRoutingGivesTheActiveSiteAllTheWeight() {
        Service orders = service("[A]", "weighted", "{ipv4: [192.0.2.1]}", "{ipv4: [192.0.2.2]}");

        assertThat(Records.of(orders, WEST))
                .containsExactly(
                        new RecordSet(HOSTNAME, RecordType.A, 60L, "east", 0L, List.of("192.0.2.1"), null, null, null),
                        new RecordSet(
                                HOSTNAME, RecordType.A, 60L, "west", 100L, List.of("192.0.2.2"), null, null, null));
        assertThat(Records.of(orders, WEST)).filteredOn(RecordSet::serves).hasSize(1);
    }

    @Test
    void addressesOfBothFamiliesMakeBothTypes() {
        Service orders = service(
                "[AAAA, A]",
                "simple",
                "{ipv4: [192.0.2.1], ipv6: ['2001:db8::1']}",
                "{ipv4: [192.0.2.2], ipv6: ['2001:db8::2']}");

        assertThat(Records.of(orders, WEST))
                .containsExactly(
                        new RecordSet(HOSTNAME, RecordType.A, 60L, null, null, List.of("192.0.2.2"), null, null, null),
                        new RecordSet(
                                HOSTNAME, RecordType.AAAA, 60L, null, null, List.of("2001:db8::2"), null, null, null));
    }

    @Test
    void anAliasIsOneRecordPerTypeWithoutTtl() {
        Service orders = service(
                "[A, AAAA]", "simple", "{alias: a.example.net, zoneId: Z1}", "{alias: b.example.net, zoneId: Z2}");
        var target = new AliasTarget("b.example.net", "Z2");

        assertThat(Records.of(orders, WEST))
                .containsExactly(
                        new RecordSet(HOSTNAME, RecordType.A, null, null, null, List.of(), target, null, null),
                        new RecordSet(HOSTNAME, RecordType.AAAA, null, null, null, List.of(), target, null, null));
    }

    @Test
    void aCanonicalNameIsACnameWhateverTheTypes() {
        Service orders = service("[A, AAAA]", "weighted", "{cname: a.example.net}", "{cname: b.example.net}");

        assertThat(Records.of(orders, WEST))
                .containsExactly(
                        new RecordSet(
                                HOSTNAME,
                                RecordType.CNAME,
                                60L,
                                "east",
                                0L,
                                List.of("a.example.net"),
                                null,
                                null,
                                null),
                        new RecordSet(
                                HOSTNAME,
                                RecordType.CNAME,
                                60L,
                                "west",
                                100L,
                                List.of("b.example.net"),
                                null,
                                null,
                                null));
    }

    @Test
    void aPartOfTheTrafficGoesToAnotherSite() {
        Service orders = service("[A]", "weighted", "{ipv4: [192.0.2.1]}", "{ipv4: [192.0.2.2]}");

        assertThat(Records.of(orders, WEST, new Split(new SiteName("east"), 30)))
                .extracting(RecordSet::setIdentifier, RecordSet::weight)
                .containsExactly(tuple("east", 30L), tuple("west", 70L));
    }

    @Test
    void withoutWeightsNothingIsSplit() {
        Service orders = service("[A]", "simple", "{ipv4: [192.0.2.1]}", "{ipv4: [192.0.2.2]}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Records.of(orders, WEST, new Split(new SiteName("east"), 30)))
                .withMessage("orders has no weights to split its traffic with");
    }

    @Test
    void awayFromThePreferredSiteTheTtlIsLower() {
        Service orders = service("[A]", "weighted, degradedTtl: 20s", "{ipv4: [192.0.2.1]}", "{ipv4: [192.0.2.2]}");

        assertThat(Records.of(orders, WEST)).extracting(RecordSet::ttlSeconds).containsOnly(20L);
        assertThat(Records.of(orders, new SiteName("east")))
                .extracting(RecordSet::ttlSeconds)
                .containsOnly(60L);
    }

    @Test
    void failoverRoutingAnswersTheActiveSiteUntilItsHealthCheckFails() {
        Service orders = failover();

        assertThat(Records.of(orders, WEST))
                .containsExactly(
                        failover("west", "192.0.2.2", Failover.PRIMARY, "check-west"),
                        failover("east", "192.0.2.1", Failover.SECONDARY, null));
        assertThat(Records.of(orders, WEST))
                .filteredOn(RecordSet::serves)
                .extracting(RecordSet::setIdentifier)
                .containsExactly("west");
        assertThat(Records.of(orders, new SiteName("last")))
                .extracting(RecordSet::setIdentifier)
                .containsExactly("last", "east");
    }

    @Test
    void aLastResortIsSecondaryOnlyWhereThereIsNothingElse() {
        Service orders = failover();

        assertThat(Records.of(orders, new SiteName("east")))
                .extracting(RecordSet::setIdentifier)
                .containsExactly("east", "west");
        assertThat(Records.of(
                        new Service(
                                orders.name(),
                                orders.hostname(),
                                orders.dns(),
                                List.of(
                                        orders.sites().getFirst(),
                                        orders.sites().getLast()),
                                orders.policy()),
                        new SiteName("east")))
                .extracting(RecordSet::setIdentifier)
                .containsExactly("east", "last");
    }

    @Test
    void recordsWithASignalAreTheSameWhereverTrafficIs() {
        Service orders = Yaml.service(SIGNALLED);

        assertThat(Records.of(orders, WEST))
                .isEqualTo(Records.of(orders, new SiteName("east")))
                .containsExactly(
                        failover("east", "192.0.2.1", Failover.PRIMARY, "check-east"),
                        failover("west", "192.0.2.2", Failover.SECONDARY, null));
    }

    private static final String SIGNALLED = """
            cells: [{name: west, bootstrap: "localhost:9092"}]
            vantages: [one]
            services:
              orders:
                hostname: orders.example.com
                dns:
                  zone: example.com
                  routing: failover
                  signal: {bucket: orders-signal, key: signalbox/orders, region: us-west-2}
                sites:
                  - {name: east, priority: 1, address: {ipv4: [192.0.2.1]}, healthCheck: check-east}
                  - {name: west, priority: 2, address: {ipv4: [192.0.2.2]}}
                probes: [{name: port, tcp: {port: 80}}]
            """;

    private static RecordSet failover(String site, String address, Failover role, @Nullable String healthCheck) {
        return new RecordSet(HOSTNAME, RecordType.A, 60L, site, null, List.of(address), null, role, healthCheck);
    }

    private static Service failover() {
        return Yaml.service("""
                cells: [{name: west, bootstrap: "localhost:9092"}]
                vantages: [one]
                services:
                  orders:
                    hostname: orders.example.com
                    dns: {zone: example.com, routing: failover}
                    sites:
                      - {name: east, priority: 1, address: {ipv4: [192.0.2.1]}, healthCheck: check-east}
                      - {name: west, priority: 2, address: {ipv4: [192.0.2.2]}, healthCheck: check-west}
                      - {name: last, priority: 9, address: {ipv4: [192.0.2.9]}, healthCheck: check-last, lastResort: true}
                    probes: [{name: port, tcp: {port: 80}}]
                """);
    }

    @Test
    void refusesASiteThatTheServiceDoesNotHave() {
        Service orders = service("[A]", "simple", "{ipv4: [192.0.2.1]}", "{ipv4: [192.0.2.2]}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Records.of(orders, new SiteName("north")))
                .withMessage("orders has no site north");
    }

    private static Service service(String types, String routing, String east, String west) {
        return Yaml.service("""
                cells: [{name: west, bootstrap: "localhost:9092"}]
                vantages: [one]
                services:
                  orders:
                    hostname: orders.example.com
                    dns: {zone: example.com, types: %s, routing: %s}
                    sites: [{name: east, priority: 1, address: %s}, {name: west, priority: 2, address: %s}]
                    probes: [{name: port, tcp: {port: 80}}]
                """.formatted(types, routing, east, west));
    }
}
