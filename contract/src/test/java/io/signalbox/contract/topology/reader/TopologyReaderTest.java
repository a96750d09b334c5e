package io.signalbox.contract.topology.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.topology.Address.Addresses;
import io.signalbox.contract.topology.Address.Alias;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Digest;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.KafkaSecurity;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Policy.Quorum;
import io.signalbox.contract.topology.Policy.WhenAllDown;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.VantageReference;
import io.signalbox.contract.topology.Yaml;
import io.signalbox.contract.topology.check.Check.Http;
import io.signalbox.contract.topology.check.Check.StatusRange;
import io.signalbox.contract.topology.check.Check.Tcp;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyReaderTest {

    private static final String MINIMAL = """
            cells: [{name: west, bootstrap: "localhost:9092"}]
            vantages: [one]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites: [{name: east, priority: 5, address: {ipv4: [192.0.2.10]}}]
                probes: [{name: health, http: {}}]
            """;

    @Test
    void readsTheSecurityOfACell() {
        assertThat(Yaml.topology(MINIMAL).cells()).extracting(Cell::security).containsExactly(KafkaSecurity.PLAINTEXT);
        String secured = MINIMAL.replace("9092\"}", "9092\", security: scram-sha-512}");
        assertThat(Yaml.topology(secured).cells())
                .extracting(Cell::security)
                .containsExactly(KafkaSecurity.SCRAM_SHA_512);
        assertThat(Yaml.problems(secured.replace("scram-sha-512", "ssl")))
                .singleElement()
                .asString()
                .contains("cells[0].security")
                .contains(
                        "expected plaintext, tls, mtls, scram-sha-256, scram-sha-512, oauthbearer or msk-iam, got \"ssl\"");
    }

    @Test
    void fillsInEveryDefault() {
        Topology topology = Yaml.topology(MINIMAL);
        Service orders = topology.services().getFirst();
        Probe health = orders.preferred().probes().getFirst();

        assertThat(topology.references()).isEmpty();
        assertThat(orders.dns())
                .isEqualTo(new Dns(
                        Dns.Provider.ROUTE53,
                        "example.com",
                        Set.of(RecordType.A),
                        Duration.ofSeconds(60),
                        Dns.Routing.WEIGHTED,
                        null));
        assertThat(orders.policy())
                .isEqualTo(new Policy(
                        new Quorum(null, false),
                        new Failback(Failback.Mode.AUTO, Duration.ofMinutes(10), null),
                        WhenAllDown.LAST_RESORT,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(15)));
        assertThat(health.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(health.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(health.fastInterval()).isEqualTo(Duration.ofMillis(1250));
        assertThat(health.fall()).isEqualTo(3);
        assertThat(health.rise()).isEqualTo(2);
        assertThat(health.check())
                .isEqualTo(new Http(
                        "GET",
                        "/",
                        80,
                        false,
                        "orders.example.com",
                        Map.of(),
                        List.of(new StatusRange(200, 299)),
                        "",
                        HttpDetails.NONE));
    }

    @Test
    void readsAFileOfManyMegabytes() {
        String padding = "# nothing to see here\n".repeat(200_000);

        assertThat(Yaml.topology(Yaml.VALID + padding).services()).hasSize(1);
    }

    @Test
    void readsHowASwitchIsProvedAndWhatBecomesOfDrift() {
        Dns usual = Yaml.service(MINIMAL).dns();
        Dns other = Yaml.service(MINIMAL.replace(
                        "{zone: example.com}",
                        "{zone: example.com, probeThroughName: false, onDrift: overwriteWhenDown}"))
                .dns();

        assertThat(usual.probeThroughName()).isTrue();
        assertThat(usual.onDrift()).isEqualTo(Dns.OnDrift.HOLD);
        assertThat(other.probeThroughName()).isFalse();
        assertThat(other.onDrift()).isEqualTo(Dns.OnDrift.OVERWRITE_WHEN_DOWN);
    }

    @Test
    void readsWhatIsWritten() {
        Service orders = Yaml.service(Yaml.VALID);

        assertThat(orders.hostname()).isEqualTo("orders.example.com");
        assertThat(orders.sites()).extracting(Site::priority).containsExactly(1, 2, 9);
        assertThat(orders.preferred().address()).isEqualTo(new Addresses(List.of("192.0.2.10"), List.of()));
        assertThat(orders.preferred().probes().getLast().check()).isEqualTo(new Tcp(8080));
        assertThat(Yaml.topology(Yaml.VALID).references())
                .extracting(VantageReference::how)
                .containsExactly(
                        new VantageReference.How.Accepts(new Reference("192.0.2.53", 53)),
                        new VantageReference.How.Accepts(new Reference("2001:db8::53", 53)),
                        new VantageReference.How.Accepts(new Reference("ntp.example.com", 123)));
    }

    @Test
    void adaptsInheritedTimingToAShorterInterval() {
        Probe health = Yaml.service(Yaml.with("timeout: 2s,", "timeout: 2s, fastInterval: 3s,"))
                .preferred()
                .probes()
                .getFirst();

        assertThat(health.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(health.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(health.fastInterval()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"100ms, 100", "200ms, 200", "1s, 250", "4s, 1000", "1h, 900000"})
    void looksAgainAfterAQuarterOfTheInterval(String interval, long expectedMillis) {
        String text = Yaml.with("interval: 1s", "interval: " + interval);

        assertThat(Yaml.service(text).preferred().probes().getFirst().fastInterval())
                .isEqualTo(Duration.ofMillis(expectedMillis));
    }

    @Test
    void aSitesOwnProbesReplaceTheServices() {
        String text = Yaml.with(
                "address: {ipv4: [198.51.100.10]}",
                "address: {ipv4: [198.51.100.10]}, probes: [{name: own, tcp: {port: 1}}]");

        assertThat(Yaml.service(text).sites().get(1).probes())
                .extracting(probe -> probe.name().value())
                .containsExactly("own");
    }

    @Test
    void aLastResortHasOnlyItsOwnProbes() {
        Site page = Yaml.service(Yaml.VALID).sites().getLast();

        assertThat(page.lastResort()).isTrue();
        assertThat(page.probes()).isEmpty();
        assertThat(page.address()).isEqualTo(new Alias("page.example.net", "Z1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A       | {ipv4: [192.0.2.1, 192.0.2.2]}                  | 192.0.2.1",
                "AAAA    | {ipv6: ['2001:db8::1']}                         | 2001:db8::1",
                "A, AAAA | {ipv6: ['2001:db8::1'], ipv4: [192.0.2.1]}      | 192.0.2.1",
                "A       | {alias: lb.example.net, zoneId: Z1}             | lb.example.net",
                "A       | {cname: lb.example.net}                         | lb.example.net",
            })
    void probesConnectToTheAddressUnlessTheSiteSaysOtherwise(String types, String address, String endpoint) {
        String text = MINIMAL.replace("{zone: example.com}", "{zone: example.com, types: [" + types + "]}")
                .replace("{ipv4: [192.0.2.10]}", address);

        assertThat(Yaml.service(text).preferred().endpoint()).isEqualTo(endpoint);
        assertThat(Yaml.service(text.replace("priority: 5", "priority: 5, endpoint: 203.0.113.9"))
                        .preferred()
                        .endpoint())
                .isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "majority                         | 2",
                "all                              | 3",
                "1                                | 1",
                "majority, excludeOwnVantage: true | 2",
                "all, excludeOwnVantage: true     | 2",
            })
    void theQuorumIsAConstantOfTheTopology(String quorum, int needed) {
        Policy policy =
                Yaml.service(Yaml.with("quorum: majority", "quorum: " + quorum)).policy();
        int voters = policy.quorum().excludeOwnVantage() ? 2 : 3;

        assertThat(policy.quorum().needed(voters)).isEqualTo(needed);
    }

    @Test
    void twoVantagesAreEnoughToBeRead() {
        assertThat(Yaml.problems(Yaml.with("us-east-1, eu-west-1, us-west-2", "us-east-1, us-west-2")))
                .isEmpty();
    }

    @Test
    void refusesToExcludeTheOnlyVoter() {
        String text = Yaml.with("us-east-1, eu-west-1, us-west-2", "us-east-1")
                .replace("quorum: majority", "excludeOwnVantage: true");

        assertThat(Yaml.problems(text))
                .containsExactly("16 services.orders.policy.excludeOwnVantage: expected at least one other vantage for"
                        + " the site us-east-1, whose own has no vote");
    }

    @Test
    void asksForAllTypesOfRecordsAtAllSites() {
        assertThat(Yaml.problems(Yaml.with("types: [A]", "types: [AAAA, A]")))
                .containsExactly(
                        "10 services.orders.sites[0]: expected ipv6 as well, since dns.types has AAAA",
                        "11 services.orders.sites[1]: expected ipv6 as well, since dns.types has AAAA");
    }

    @Test
    void refusesACnameAtTheZonesOwnName() {
        String text = MINIMAL.replace("orders.example.com", "example.com")
                .replace("{ipv4: [192.0.2.10]}", "{cname: lb.example.net}");

        assertThat(Yaml.problems(text))
                .containsExactly(
                        "7 services.orders.sites[0]: expected addresses or an alias: the zone's own name cannot"
                                + " be a cname");
    }

    @Test
    void wantsASiteThatIsNoLastResort() {
        assertThat(Yaml.problems(MINIMAL.replace("priority: 5", "priority: 5, lastResort: true")))
                .containsExactly("7 services.orders.sites: expected at least one site that is not a lastResort");
    }

    @Test
    void twoServicesCannotShareAHostname() {
        String text = MINIMAL + """
                  copies:
                    hostname: orders.example.com
                    dns: {zone: example.com}
                    sites: [{name: east, priority: 5, address: {ipv4: [192.0.2.11]}}]
                    probes: [{name: health, http: {}}]
                """.indent(2).replace("    copies", "  copies");

        assertThat(Yaml.problems(text))
                .containsExactly("10 services.copies.hostname: expected a hostname of its own, got the one of orders");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2xx             | 200 299",
                "204             | 204 204",
                "200-299         | 200 299",
                "[200, 3xx, 401] | 200 200, 300 399, 401 401"
            })
    void readsStatuses(String written, String ranges) {
        Http http = (Http) Yaml.service(Yaml.with("status: 2xx", "status: " + written))
                .preferred()
                .probes()
                .getFirst()
                .check();

        assertThat(http.statuses())
                .extracting(range -> range.from() + " " + range.to())
                .containsExactly(ranges.split(", "));
    }

    @Test
    void secureHttpHasPort443() {
        Http http = (Http) Yaml.service(MINIMAL.replace("http: {}", "http: {secure: true}"))
                .preferred()
                .probes()
                .getFirst()
                .check();

        assertThat(http.port()).isEqualTo(443);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cells: [", "a: b: c", "\t- x", "a: *unknown", "--- a\n--- b\n", "a: \"open", "? [a]\n: b\n- c"})
    void badSyntaxIsOneProblemWithItsLine(String text) {
        assertThat(Yaml.problems("# a comment\n" + text))
                .singleElement()
                .asString()
                .matches("[1-9] not valid YAML: .+");
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsNoTopology() {
        assertThat(Yaml.problems("")).containsExactly("1 expected a topology, the file is empty");
        assertThat(Yaml.problems("- a"))
                .containsExactly(
                        "1 expected a map with cells, vantages, references, defaults, governor, services, allowAddresses, got a list");
        assertThat(Yaml.problems("[".repeat(51))).containsExactly("1 expected at most 50 levels of lists and maps");
        assertThat(Yaml.problems(TopologyReader.read(new byte[] {'a', (byte) 0xff}, Map.of())))
                .containsExactly("0 expected text in UTF-8, got other bytes");
        assertThat(Yaml.problems("{[a]: b}")).contains("1 expected a text for a key, got a list or a map");
    }

    @Test
    void theDigestIsOfTheBytesBeforeSubstitution() {
        String text = Yaml.with("path: /healthz", "path: \"${WHERE}\"");
        var one = (TopologyReader.Result.Read) Yaml.read(text, Map.of("WHERE", "/one"));
        var other = (TopologyReader.Result.Read) Yaml.read(text, Map.of("WHERE", "/other"));

        assertThat(one.topology().digest())
                .matches("[0-9a-f]{16}")
                .isEqualTo(other.topology().digest())
                .isEqualTo(Digest.of(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(one.topology().services()).isNotEqualTo(other.topology().services());
    }
}
