package io.signalbox.contract.topology.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Dns.Algorithm;
import io.signalbox.contract.topology.Dns.Key;
import io.signalbox.contract.topology.Dns.Primary;
import io.signalbox.contract.topology.Dns.Provider;
import io.signalbox.contract.topology.Dns.Routing;
import io.signalbox.contract.topology.Yaml;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsReaderTest {

    private static final String UPDATED = """
            cells: [{name: west, bootstrap: "localhost:9092"}]
            vantages: [one]
            services:
              orders:
                hostname: orders.example.com
                dns:
                  provider: rfc2136
                  zone: example.com
                  server: "ns1.example.com:53"
                  key: {name: signalbox-key, secretVariable: DNS_KEY}
                  routing: simple
                sites: [{name: east, priority: 5, address: {ipv4: [192.0.2.10]}}]
                probes: [{name: health, http: {}}]
            """;

    @Test
    void readsWhoTakesTheUpdates() {
        assertThat(Yaml.service(UPDATED.replace("routing: simple", "ttl: 60s")).dns())
                .isEqualTo(new Dns(
                        Provider.RFC2136,
                        "example.com",
                        Set.of(RecordType.A),
                        Duration.ofMinutes(1),
                        Routing.SIMPLE,
                        new Primary(
                                "ns1.example.com", 53, new Key("signalbox-key", Algorithm.HMAC_SHA256, "DNS_KEY"))));
    }

    @Test
    void readsAnAddressAndAnotherAlgorithm() {
        String text = UPDATED.replace("\"ns1.example.com:53\"", "\"[2001:db8::53]:5353\"")
                .replace("name: signalbox-key", "name: up.Example_1.com, algorithm: hmac-sha512");

        Primary primary = Yaml.service(text).dns().primary();

        assertThat(primary)
                .isEqualTo(new Primary(
                        "2001:db8::53", 5353, new Key("up.Example_1.com", Algorithm.HMAC_SHA512, "DNS_KEY")))
                .hasToString("[2001:db8::53]:5353");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "provider: rfc2136 | provider: bind | 7 services.orders.dns.provider: expected route53 or rfc2136, got \"bind\"",
                "zone: example.com | zone: example.com, | 8 services.orders.dns.zone: expected a host name in lower case without the final dot, got \"example.com,\"",
                "server: \"ns1.example.com:53\" | server: ns1.example.com | 9 services.orders.dns.server: expected host:port, or [address]:port for IPv6, got \"ns1.example.com\"",
                "server: \"ns1.example.com:53\" | ttl: 60s | 6 services.orders.dns.server: expected host:port, or [address]:port for IPv6, got nothing",
                "routing: simple | routing: weighted | 11 services.orders.dns.routing: expected simple, since dns.provider is rfc2136, got \"weighted\"",
                "key: {name: signalbox-key, secretVariable: DNS_KEY} | key: signalbox-key | 10 services.orders.dns.key: expected a map with name, algorithm, secretVariable, got \"signalbox-key\"",
                "signalbox-key | signalbox-key. | 10 services.orders.dns.key.name: expected a key's name of letters, digits, '-', '_' and '.', without the final dot, got \"signalbox-key.\"",
                "name: signalbox-key | name: a, algorithm: hmac-md5 | 10 services.orders.dns.key.algorithm: expected hmac-sha256, hmac-sha384 or hmac-sha512, got \"hmac-md5\"",
                "DNS_KEY | c2VjcmV0 | 10 services.orders.dns.key.secretVariable: expected the name of an environment variable of actuator-service, of A-Z, 0-9 and '_', that holds the secret",
                "secretVariable: DNS_KEY | secret: DNS_KEY | 10 services.orders.dns.key.secret: unknown key, expected one of name, algorithm, secretVariable",
                "{ipv4: [192.0.2.10]} | {alias: lb.example.net, zoneId: Z1} | 12 services.orders.sites[0].address: expected ipv4 and ipv6, or cname, since dns.provider is rfc2136, got alias",
            })
    void saysWhereWhatWasFoundAndWhatIsAllowed(String from, String to, String problem) {
        assertThat(UPDATED).contains(from);

        assertThat(Yaml.problems(UPDATED.replace(from, to))).contains(problem);
    }

    @Test
    void routeFiftyThreeHasNeitherServerNorKey() {
        assertThat(Yaml.problems(UPDATED.replace("provider: rfc2136", "provider: route53")))
                .containsExactly(
                        "9 services.orders.dns.server: expected no server, since dns.provider is route53",
                        "10 services.orders.dns.key: expected no key, since dns.provider is route53");
    }

    @Test
    void readsALowerTtlAndAWarmStandby() {
        Dns dns = Yaml.service(Yaml.with("routing: weighted", "routing: weighted, degradedTtl: 20s, preWarm: 10"))
                .dns();

        assertThat(dns.degradedTtl()).isEqualTo(Duration.ofSeconds(20));
        assertThat(dns.preWarm()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "routing: weighted | degradedTtl: 61s | 8 services.orders.dns.degradedTtl: expected at most dns.ttl, which is 1m, got \"61s\"",
                "routing: weighted | degradedTtl: 1500ms | 8 services.orders.dns.degradedTtl: expected whole seconds, got \"1500ms\"",
                "routing: weighted | preWarm: 51 | 8 services.orders.dns.preWarm: expected a number from 1 to 50, got \"51\"",
                "routing: weighted | routing: simple, preWarm: 10 | 8 services.orders.dns.preWarm: expected none, since dns.routing is simple: only weights split the traffic",
            })
    void whatCannotBeSaysWhy(String from, String to, String problem) {
        assertThat(Yaml.problems(Yaml.with(from, to))).containsExactly(problem);
    }

    @Test
    void anAliasHasNoTtlAndALoneSiteHasNoStandby() {
        String text = UPDATED.replaceAll("(?s) +provider: rfc2136.*DNS_KEY}\\n", "      zone: example.com\n")
                .replace("routing: simple", "degradedTtl: 5s\n      preWarm: 10")
                .replace("{ipv4: [192.0.2.10]}", "{alias: lb.example.net, zoneId: Z1}");

        assertThat(Yaml.problems(text))
                .containsExactly(
                        "8 services.orders.dns.degradedTtl: expected none: every site is an alias, and an alias has no TTL"
                                + " of its own",
                        "9 services.orders.dns.preWarm: expected none: there is no standby, that is, no second site that"
                                + " is no last resort");
    }

    @Test
    void servicesOfOneZoneAreKeptByOneProvider() {
        String text = UPDATED + """
                  copies:
                    hostname: copies.example.com
                    dns: {zone: example.com}
                    sites: [{name: east, priority: 5, address: {ipv4: [192.0.2.11]}}]
                    probes: [{name: health, http: {}}]
                """.indent(2).replace("    copies:", "  copies:");

        assertThat(Yaml.problems(text))
                .containsExactly(
                        "16 services.copies.dns: expected the provider, server, key and role of orders, which is in"
                                + " the zone example.com as well");
        assertThat(Yaml.problems(text.replace("dns: {zone: example.com}", "dns: {zone: copies.example.com}")))
                .isEmpty();
    }

    @Test
    void refusesAPrimaryThatNothingAsks() {
        var primary = new Primary("ns1.example.com", 53, new Key("k", Algorithm.HMAC_SHA256, "DNS_KEY"));
        Set<RecordType> types = Set.of(RecordType.A);
        Duration ttl = Duration.ofMinutes(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dns(Provider.ROUTE53, "example.com", types, ttl, Routing.SIMPLE, primary));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dns(Provider.RFC2136, "example.com", types, ttl, Routing.SIMPLE, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dns(Provider.RFC2136, "example.com", types, ttl, Routing.WEIGHTED, primary));
    }
}
