package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.dns.SignalControls;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.topology.Dns.Provider;
import io.signalbox.contract.topology.Dns.Routing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailoverReaderTest {

    private static final String FAILOVER = """
            cells: [{name: west, bootstrap: "localhost:9092"}]
            vantages: [one]
            services:
              orders:
                hostname: orders.example.com
                dns:
                  zone: example.com
                  routing: failover
                sites:
                  - {name: east, priority: 1, address: {ipv4: [192.0.2.1]}, healthCheck: check-east}
                  - {name: west, priority: 2, address: {ipv4: [192.0.2.2]}, healthCheck: check-west}
                probes: [{name: health, http: {}}]
            """;

    private static final String SIGNALLED = FAILOVER.replace(
                    "routing: failover",
                    "routing: failover\n      signal: {bucket: orders-signal, key: signalbox/orders, region: us-west-2}")
            .replace(", healthCheck: check-west", "");

    @Test
    void readsTheHealthCheckOfEverySite() {
        Service orders = Yaml.service(FAILOVER);

        assertThat(orders.dns().routing()).isEqualTo(Routing.FAILOVER);
        assertThat(orders.dns().signal()).isNull();
        assertThat(orders.sites()).extracting(Site::healthCheck).containsExactly("check-east", "check-west");
    }

    @Test
    void readsWhereTheSignalIs() {
        Service orders = Yaml.service(SIGNALLED);

        assertThat(orders.dns().signal())
                .isEqualTo(new SignalObject("orders-signal", "signalbox/orders", "us-west-2"))
                .hasToString("s3://orders-signal/signalbox/orders");
    }

    private static final String CONTROL =
            "arn:aws:route53-recovery-control::123456789012:controlpanel/0f/routingcontrol/";

    private static final String CONTROLLED = SIGNALLED
            .replace(
                    "region: us-west-2}",
                    "region: us-west-2,\n        routingControl: {endpoints: [{region: us-west-2, url: \"https://a.example.com/v1\"}],"
                            + " preferred: \"" + CONTROL + "east\", standby: \"" + CONTROL + "west\"}}")
            .replace("healthCheck: check-east", "healthCheck: 00000000-1111-2222-3333-444444444444");

    @Test
    void readsWhichRoutingControlsFollowTheSignal() {
        assertThat(Yaml.service(CONTROLLED).dns().signal().controls())
                .isEqualTo(new SignalControls(
                        List.of(new SignalControls.Endpoint("us-west-2", "https://a.example.com/v1")),
                        CONTROL + "east",
                        CONTROL + "west"));
    }

    @Test
    void theHealthCheckOfARoutingControlIsMadeElsewhere() {
        assertThat(Yaml.problems(CONTROLLED.replace("00000000-1111-2222-3333-444444444444", "check-east")))
                .containsExactly(
                        "12 services.orders.sites[0].healthCheck: expected healthCheck, the id of the Route 53 health"
                                + " check of dns.signal.routingControl.preferred, got \"check-east\"");
        assertThat(Yaml.problems(CONTROLLED.replace("routingcontrol/west", "routingcontrol/east")))
                .containsExactly("10 services.orders.dns.signal.routingControl.standby: expected another control than"
                        + " preferred, got the same");
    }

    @Test
    void otherRoutingControlsAreAnotherDescription() {
        assertThat(Yaml.service(CONTROLLED.replace("routingcontrol/west", "routingcontrol/other"))
                        .routingDigest())
                .isNotEqualTo(Yaml.service(CONTROLLED).routingDigest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ", healthCheck: check-west | ~~ | 11 services.orders.sites[1]: expected healthCheck, a Route 53 health check, since dns.routing is failover",
                "check-west | check_west | 11 services.orders.sites[1].healthCheck: expected the id of a Route 53 health check, or a name of 1 to 52 of a-z, 0-9 and '-' under which apply makes one, got \"check_west\"",
                "check-west | check-east | 4 services.orders: expected a healthCheck with a name of its own for west, got check-east, which another site has",
                "routing: failover | routing: weighted | 10 services.orders.sites[0].healthCheck: expected no healthCheck, since dns.routing is not failover",
            })
    void saysWhatIsWrongWithoutASignal(String from, String to, String problem) {
        assertThat(FAILOVER).contains(from);

        assertThat(Yaml.problems(FAILOVER.replace(from, to))).contains(problem);
    }

    @Test
    void aNameServerOfOnesOwnHasNoFailover() {
        String text = FAILOVER.replace("zone: example.com", """
                zone: example.com
                      provider: rfc2136
                      server: "ns1.example.com:53"
                      key: {name: k, secretVariable: K}""");

        assertThat(Yaml.problems(text))
                .contains("11 services.orders.dns.routing: expected simple, since dns.provider is rfc2136, got"
                        + " \"failover\"");
    }

    @Test
    void needsASecondSite() {
        String alone = FAILOVER.lines()
                .filter(line -> !line.contains("name: west, priority"))
                .collect(Collectors.joining("\n"));

        assertThat(Yaml.problems(alone))
                .contains("9 services.orders.sites: expected two sites or more, since dns.routing is failover, got 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ", healthCheck: check-east | ~~ | 11 services.orders.sites[0]: expected healthCheck, an inverted Route 53 health check of the signal, since dns.signal is given",
                "address: {ipv4: [192.0.2.2]} | address: {ipv4: [192.0.2.2]}, healthCheck: check-west | 12 services.orders.sites[1].healthCheck: expected no healthCheck for the standby, which is answered while the signal is there",
                "priority: 2, | priority: 2, lastResort: true, | 10 services.orders.sites: expected exactly two sites, neither a lastResort, since dns.signal tells only two apart, got 2 with a lastResort",
                "{ipv4: [192.0.2.2]} | {alias: lb.example.net, zoneId: Z1} | 12 services.orders.sites[1].address: expected ipv4 and ipv6, or cname, since dns.signal is given: what an alias answers does not tell which site it is of",
                "routing: failover | routing: simple | 9 services.orders.dns.signal: expected no signal, since dns.routing is not failover",
                "orders-signal | Orders | 9 services.orders.dns.signal.bucket: expected a bucket's name, 3 to 63 of a-z, 0-9 and '-', got \"Orders\"",
                "signalbox/orders | /orders | 9 services.orders.dns.signal.key: expected an object's key, 1 to 200 of letters, digits, '_', '-', '.' and '/', not beginning with '.' or '/', got \"/orders\"",
                "region: us-west-2 | region: west | 9 services.orders.dns.signal.region: expected an AWS region such as us-west-2, got \"west\"",
            })
    void saysWhatIsWrongWithASignal(String from, String to, String problem) {
        assertThat(SIGNALLED).contains(from);

        assertThat(Yaml.problems(SIGNALLED.replace(from, to))).contains(problem);
    }

    @Test
    void aSignalIsOfOneServiceOnly() {
        String orders = SIGNALLED.substring(SIGNALLED.indexOf("  orders:"));
        String text = SIGNALLED
                + orders.replace("  orders:", "  copies:")
                        .replace("hostname: orders", "hostname: copies")
                        .replace("check-east", "check-copies");

        assertThat(Yaml.problems(text))
                .containsExactly("16 services.copies.dns: expected a signal of its own, got the one of orders");
    }

    @Test
    void refusesAnotherTtlForRecordsThatStayAsTheyAre() {
        assertThat(Yaml.problems(SIGNALLED.replace("routing: failover", "routing: failover\n      degradedTtl: 20s")))
                .singleElement()
                .asString()
                .contains("where a signal moves the traffic the records stay as they are");
    }

    @Test
    void refusesASignalThatNothingFollows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dns(
                        Provider.ROUTE53,
                        "example.com",
                        Set.of(RecordType.A),
                        Duration.ofMinutes(1),
                        Routing.WEIGHTED,
                        null,
                        null,
                        null,
                        true,
                        Dns.OnDrift.HOLD,
                        new SignalObject("bucket", "key", "us-west-2")));
    }
}
