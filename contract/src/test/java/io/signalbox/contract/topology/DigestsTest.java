package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.reader.TopologyReader;
import io.signalbox.contract.topology.yaml.YamlProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes of the file make another check, or another service to act on, and which do not. */
class DigestsTest {

    private static final ServiceName ORDERS = new ServiceName("orders");
    private static final SiteName EAST = new SiteName("us-east-1");
    private static final SiteName WEST = new SiteName("us-west-2");
    private static final ProbeName HEALTH = new ProbeName("health");

    private static final String FILE = """
            cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            defaults: {interval: 5s, timeout: 2s, fall: 3, rise: 2}
            services:
              orders:
                hostname: orders.example.com
                dns: {provider: route53, zone: example.com, types: [A], ttl: 60s, routing: weighted}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}, endpoint: 192.0.2.22}
                probes:
                  - {name: health, interval: 1s, timeout: 500ms, http: {path: /healthz, port: 8080, headers: {X-Key: one}}}
                  - {name: login, redis: {port: 6379, password: "${SECRET:}"}}
                  - {name: both, watchOnly: true, calculated: {of: [health, login], atLeast: 1}}
                policy: {quorum: majority}
              carts:
                hostname: carts.example.com
                dns: {provider: route53, zone: example.com, types: [A], ttl: 60s, routing: weighted}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.11]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.12]}}
                probes:
                  - {name: health, tcp: {port: 80}}
            """;

    private static Topology read(String file) {
        return read(file, Map.of());
    }

    private static Topology read(String file, Map<String, String> environment) {
        return switch (TopologyReader.read(file.getBytes(StandardCharsets.UTF_8), environment)) {
            case TopologyReader.Result.Read(Topology topology) -> topology;
            case TopologyReader.Result.Invalid(List<YamlProblem> problems) ->
                throw new AssertionError(problems.toString());
        };
    }

    private static Topology changed(String from, String to) {
        assertThat(FILE).contains(from);
        return read(FILE.replace(from, to));
    }

    private static Service orders(Topology topology) {
        return topology.service(ORDERS).orElseThrow();
    }

    private static Site east(Topology topology) {
        return orders(topology).site(EAST).orElseThrow();
    }

    private static String health(Topology topology) {
        return east(topology).checkDigests().get(HEALTH);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            address: {ipv4: [192.0.2.1]}                 | address: {ipv4: [198.51.100.1]}
            address: {ipv4: [192.0.2.1]}                 | address: {ipv4: [192.0.2.1]}, endpoint: 198.51.100.1
            path: /healthz                               | path: /ready
            port: 8080                                   | port: 9090
            headers: {X-Key: one}                        | headers: {X-Other: one}
            headers: {X-Key: one}                        | headers: {X-Key: one}, method: HEAD
            headers: {X-Key: one}                        | headers: {X-Key: one}, expect: {status: 204}
            headers: {X-Key: one}                        | headers: {X-Key: one}, host: www.example.com
            hostname: orders.example.com                 | hostname: order.example.com
            'timeout: 500ms, http'                       | 'timeout: 500ms, addressFamily: ipv4, http'
            'timeout: 500ms, http'                       | 'timeout: 500ms, addresses: all, http'
            """)
    void anotherAddressOrRequestIsAnotherCheck(String from, String to) {
        assertThat(health(changed(from, to))).isNotEqualTo(health(read(FILE)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            interval: 1s                                 | interval: 2s
            timeout: 500ms                               | timeout: 700ms
            fall: 3                                      | fall: 5
            rise: 2                                      | rise: 4
            name: health, interval                       | name: health, watchOnly: true, interval
            quorum: majority                             | quorum: all
            ttl: 60s                                     | ttl: 30s
            priority: 1                                  | priority: 3
            'vantages: [us-east-1, eu-west-1, us-west-2]'| 'vantages: [us-east-1, eu-west-1]'
            address: {ipv4: [192.0.2.2]}                 | address: {ipv4: [198.51.100.2]}
            port: 6379                                   | port: 6380
            headers: {X-Key: one}                        | headers: {X-Key: two}
            headers: {X-Key: one}                        | headers: {X-Key: one}, maxLatency: 100ms
            """)
    void thresholdsPolicyAndOtherSitesMakeNoOtherCheck(String from, String to) {
        assertThat(health(changed(from, to))).isEqualTo(health(read(FILE)));
    }

    @Test
    void aCalculatedCheckIsWhatTheOthersAre() {
        var both = new ProbeName("both");

        assertThat(east(changed("port: 6379", "port: 6380")).checkDigests().get(both))
                .isNotEqualTo(east(read(FILE)).checkDigests().get(both));
    }

    @Test
    void aServiceThatDoesNotKnowThePasswordHasTheSameDigests() {
        Topology probed = read(FILE, Map.of("SECRET", "opensesame"));

        assertThat(east(probed).checkDigests()).isEqualTo(east(read(FILE)).checkDigests());
        assertThat(orders(probed).routingDigest()).isEqualTo(orders(read(FILE)).routingDigest());
    }

    @Test
    void everyServiceOfEveryVersionComesToTheSame() {
        assertThat(health(read(FILE))).isEqualTo("c19371a003ca49ae");
        assertThat(orders(read(FILE)).routingDigest()).isEqualTo("63e19b4840283aa6");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hostname: orders.example.com                 | hostname: order.example.com
            address: {ipv4: [192.0.2.1]}                 | address: {ipv4: [198.51.100.1]}
            name: us-east-1, priority                    | name: us-east-2, priority
            priority: 1                                  | priority: 3
            ttl: 60s, routing: weighted                  | ttl: 30s, routing: weighted
            routing: weighted                            | routing: simple
            routing: weighted                            | 'routing: weighted, preWarm: 5'
            """)
    void whatCommandsDependOnMakesAnotherService(String from, String to) {
        assertThat(orders(changed(from, to)).routingDigest())
                .isNotEqualTo(orders(read(FILE)).routingDigest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            path: /healthz                               | path: /ready
            interval: 1s                                 | interval: 2s
            quorum: majority                             | 'quorum: all, mode: approve'
            hostname: carts.example.com                  | hostname: cart.example.com
            192.0.2.11                                   | 192.0.2.111
            """)
    void whatNoCommandDependsOnOrIsAnothersMakesNoOtherService(String from, String to) {
        Topology other = changed(from, to);

        assertThat(other.digest()).isNotEqualTo(read(FILE).digest());
        assertThat(orders(other).routingDigest()).isEqualTo(orders(read(FILE)).routingDigest());
    }

    private static SiteVerdict verdict(Site of) {
        return new SiteVerdict(
                        SiteVerdict.VERSION,
                        ORDERS,
                        EAST,
                        Verdict.UP,
                        Instant.EPOCH,
                        null,
                        List.of(),
                        2,
                        Reason.of("quorum", "2 of 3"),
                        "d1",
                        null,
                        null,
                        null,
                        null)
                .of(of.checkDigests());
    }

    @Test
    void aVerdictIsOfTheSiteWhoseDecidingProbesWereTheSame() {
        SiteVerdict verdict = verdict(east(read(FILE)));

        assertThat(east(read(FILE)).describes(verdict)).isTrue();
        assertThat(east(changed("fall: 3", "fall: 5")).describes(verdict)).isTrue();
        assertThat(east(changed("path: /healthz", "path: /ready")).describes(verdict))
                .isFalse();
    }

    @Test
    void aProbeThatIsAddedOrTakenAwayLeavesTheVerdictAsItWas() {
        SiteVerdict verdict = verdict(east(read(FILE)));
        String more = "- {name: lag, tcp: {port: 1}}\n      - {name: health, interval";

        assertThat(east(changed("- {name: health, interval", more)).describes(verdict))
                .isTrue();
        assertThat(east(changed("- {name: login,", "- {name: login, watchOnly: true,"))
                        .describes(verdict))
                .isTrue();
    }

    @Test
    void aSiteWithNoneOfTheProbesThatTheVerdictWasConcludedFromIsAnother() {
        String renamed = FILE.replace("name: health", "name: page")
                .replace("name: login", "name: cache")
                .replace("[health, login]", "[page, cache]");

        assertThat(east(read(renamed)).describes(verdict(east(read(FILE))))).isFalse();
    }

    @Test
    void aVerdictOfAVersionThatToldNoDescriptionIsTakenForOneOfTheSite() {
        SiteVerdict told = verdict(east(read(FILE)));
        var older = new SiteVerdict(
                told.v(),
                told.service(),
                told.site(),
                told.verdict(),
                told.since(),
                null,
                told.votes(),
                told.needed(),
                told.reason(),
                told.topologyDigest(),
                null,
                null,
                null,
                null);

        assertThat(orders(read(FILE)).site(WEST).orElseThrow().describes(older)).isTrue();
    }
}
