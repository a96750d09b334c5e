package io.signalbox.contract.topology.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Address.Addresses;
import io.signalbox.contract.topology.Address.CanonicalName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Check.Http;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.rules.LoneVote;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZeroFileTest {

    private static final Map<String, String> LEAST = Map.of(
            "DOMAIN_NAME", "orders.example.com",
            "PRIMARY_ENDPOINT", "192.0.2.10",
            "SECONDARY_ENDPOINT", "198.51.100.10");

    @Test
    void threeVariablesMakeATwoSiteService() throws Exception {
        Topology topology = open(LEAST).current();
        Service orders = topology.services().getFirst();
        Probe health = orders.preferred().probes().getFirst();

        assertThat(topology.cells())
                .extracting(Cell::toString)
                .containsExactly("Cell[name=us-west-2, bootstrap=localhost:9092, security=plaintext]");
        assertThat(topology.vantages()).extracting(VantageName::value).containsExactly("us-east-1", "us-west-2");
        assertThat(topology.digest()).matches("[0-9a-f]{16}");
        assertThat(orders.name().value()).isEqualTo("orders");
        assertThat(orders.dns().zone()).isEqualTo("example.com");
        assertThat(orders.sites()).extracting(site -> site.name().value()).containsExactly("us-east-1", "us-west-2");
        assertThat(orders.preferred().address()).isEqualTo(new Addresses(List.of("192.0.2.10"), List.of()));
        assertThat(orders.policy().quorum()).isEqualTo(new Policy.Quorum(null, true));
        assertThat(health.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(health.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(health.fall()).isEqualTo(3);
        assertThat(health.check()).isInstanceOfSatisfying(Http.class, http -> {
            assertThat(http.path()).isEqualTo("/");
            assertThat(http.port()).isEqualTo(80);
            assertThat(http.host()).isEqualTo("orders.example.com");
        });
    }

    @Test
    void everyVariableIsHeeded() throws Exception {
        Topology topology = open(with(Map.of(
                        "PRIMARY_REGION", "eu-west-1",
                        "SECONDARY_REGION", "eu-central-1",
                        "PRIMARY_ENDPOINT", "https://lb-1.example.net:8443/healthz?deep=1",
                        "SECONDARY_ENDPOINT", "http://lb-2.example.net",
                        "HEALTH_CHECK_INTERVAL", "1",
                        "FAILURE_THRESHOLD", "5",
                        "HOSTED_ZONE", "com",
                        "VANTAGES", "eu-west-1, eu-central-1, eu-north-1",
                        "KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9092")))
                .current();
        Service orders = topology.services().getFirst();
        Probe first = orders.preferred().probes().getFirst();

        assertThat(topology.cells())
                .extracting(Cell::toString)
                .containsExactly("Cell[name=eu-central-1, bootstrap=k1:9092,k2:9092, security=plaintext]");
        assertThat(topology.vantages()).hasSize(3);
        assertThat(orders.dns().zone()).isEqualTo("com");
        assertThat(orders.preferred().address()).isEqualTo(new CanonicalName("lb-1.example.net"));
        assertThat(orders.preferred().endpoint()).isEqualTo("lb-1.example.net");
        assertThat(first.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(first.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(first.fall()).isEqualTo(5);
        assertThat(first.check()).isInstanceOfSatisfying(Http.class, http -> {
            assertThat(http.path()).isEqualTo("/healthz?deep=1");
            assertThat(http.port()).isEqualTo(8443);
            assertThat(http.secure()).isTrue();
        });
    }

    @Test
    void oneVoteIsEnoughOnlyWhereThatIsSaid() throws Exception {
        Topology silent = open(LEAST).current();
        Topology told = open(with(Map.of("QUORUM", "1"))).current();

        assertThat(LoneVote.in(silent.services().getFirst(), silent.vantages())).isNotNull();
        assertThat(LoneVote.in(told.services().getFirst(), told.vantages())).isNull();
        assertThat(told.services().getFirst().policy().quorum()).isEqualTo(new Policy.Quorum(1, true));
        assertThat(told.digest()).isNotEqualTo(silent.digest());
    }

    @Test
    void ipv6EndpointsMakeAaaaRecords() throws Exception {
        Service orders = open(with(
                        Map.of("PRIMARY_ENDPOINT", "http://[2001:db8::1]:8080/", "SECONDARY_ENDPOINT", "2001:db8::2")))
                .current()
                .services()
                .getFirst();

        assertThat(orders.dns().types()).containsExactly(RecordType.AAAA);
        assertThat(orders.preferred().address()).isEqualTo(new Addresses(List.of(), List.of("2001:db8::1")));
    }

    @Test
    void tellsAllThatIsMissingAndWrongAtOnce() {
        var thrown = catchThrowableOfType(
                InvalidTopologyException.class,
                () -> open(
                        Map.of("PRIMARY_REGION", "Nowhere!", "PRIMARY_ENDPOINT", "ftp://a", "FAILURE_THRESHOLD", "0")));

        assertThat(thrown).hasMessage("""
                the environment has 5 problems
                  DOMAIN_NAME: expected a host name in lower case without the final dot, of two or more labels and at most \
                242 characters, got nothing
                  PRIMARY_REGION: expected 1 to 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit, got \
                "Nowhere!"
                  PRIMARY_ENDPOINT: expected a host, or a URL such as https://host:8443/healthz, got "ftp://a"
                  SECONDARY_ENDPOINT: expected a host, or a URL such as https://host:8443/healthz, got nothing
                  FAILURE_THRESHOLD: expected a whole number from 1 to 100, got "0\"""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QUORUM                | 2                 | QUORUM: expected majority, all or a number from 1 to 1, got \"2\"",
                "DOMAIN_NAME           | example.com       | HOSTED_ZONE: expected the zone that DOMAIN_NAME lies in, got nothing",
                "HOSTED_ZONE           | example.org       | HOSTED_ZONE: expected the zone that DOMAIN_NAME lies in, got \"example.org\"",
                "SECONDARY_REGION      | us-east-1         | SECONDARY_REGION: expected another region than PRIMARY_REGION",
                "SECONDARY_ENDPOINT    | 192.0.2.10        | SECONDARY_ENDPOINT: expected another host than that of PRIMARY_ENDPOINT",
                "SECONDARY_ENDPOINT    | lb.example.net    | SECONDARY_ENDPOINT: expected an IPv4 address as in PRIMARY_ENDPOINT, got a host name",
                "SECONDARY_ENDPOINT    | 2001:db8::1       | SECONDARY_ENDPOINT: expected an IPv4 address as in PRIMARY_ENDPOINT, got an IPv6 address",
                "SECONDARY_ENDPOINT    | http://u:p@h/     | SECONDARY_ENDPOINT: expected a host, or a URL such as https://host:8443/healthz",
                "HEALTH_CHECK_INTERVAL | 30s               | HEALTH_CHECK_INTERVAL: expected seconds, a whole number from 1 to 3600, got \"30s\"",
                "VANTAGES              | us-east-1         | VANTAGES: expected at least one vantage besides us-east-1, which has no vote on itself",
                "VANTAGES              | a,a               | VANTAGES: expected different names separated by commas",
                "KAFKA_BOOTSTRAP_SERVERS | nowhere         | KAFKA_BOOTSTRAP_SERVERS: expected host:port[,host:port], got \"nowhere\"",
                "SIGNALBOX_KAFKA_SECURITY | none           | SIGNALBOX_KAFKA_SECURITY: expected plaintext, tls, mtls, scram-sha-256, scram-sha-512, oauthbearer or msk-iam, got \"none\"",
            })
    void tellsWhichVariableIsWrong(String variable, String value, String message) {
        var thrown = catchThrowableOfType(InvalidTopologyException.class, () -> open(with(Map.of(variable, value))));

        assertThat(thrown).hasMessageContaining("has 1 problem\n  " + message);
    }

    @Test
    void theCnameOfAnApexIsRefused() {
        var thrown = catchThrowableOfType(
                InvalidTopologyException.class,
                () -> open(with(Map.of(
                        "HOSTED_ZONE", "orders.example.com",
                        "PRIMARY_ENDPOINT", "a.example.net",
                        "SECONDARY_ENDPOINT", "b.example.net"))));

        assertThat(thrown)
                .hasMessageContaining(
                        "PRIMARY_ENDPOINT: expected an address, since a zone's own name cannot be a cname, got \"a.example.net\"");
    }

    @Test
    void theDigestTellsTopologiesApartButNotTheWayToKafka() throws Exception {
        String digest = open(LEAST).current().digest();

        assertThat(open(with(Map.of("KAFKA_BOOTSTRAP_SERVERS", "k:1")))
                        .current()
                        .digest())
                .isEqualTo(digest);
        assertThat(open(with(Map.of("HOME", "/root"))).current().digest()).isEqualTo(digest);
        assertThat(open(with(Map.of("FAILURE_THRESHOLD", "4"))).current().digest())
                .isNotEqualTo(digest);
    }

    @Test
    void neverChanges() throws Exception {
        assertThat(open(LEAST).reload()).isEqualTo(new Reload.Unchanged());
    }

    private static Map<String, String> with(Map<String, String> more) {
        var variables = new HashMap<>(LEAST);
        variables.putAll(more);
        return variables;
    }

    private static TopologySource open(Map<String, String> environment) throws InvalidTopologyException {
        return TopologySource.open(Optional.empty(), environment);
    }
}
