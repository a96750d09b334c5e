package io.signalbox.contract.topology.reader;

import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Digest;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.KafkaSecurity;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Quorum;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Environment;
import io.signalbox.contract.topology.yaml.Findings;
import io.signalbox.contract.topology.yaml.ShownText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The topology of one service with two sites, from environment variables alone. */
public final class ZeroFile {

    /** Stands for the file's name in messages. */
    static final String SOURCE = "the environment";

    private static final String VANTAGES = "VANTAGES";
    private static final String QUORUM = "QUORUM";
    private static final String SECONDARY_REGION = "SECONDARY_REGION";
    private static final String PRIMARY_ENDPOINT = "PRIMARY_ENDPOINT";
    private static final String SECONDARY_ENDPOINT = "SECONDARY_ENDPOINT";
    private static final int LONGEST_INTERVAL = 3_600;
    private static final int MOST_FAILURES = 100;

    private final Environment environment;

    private ZeroFile(Environment environment) {
        this.environment = environment;
    }

    public static TopologyReader.Result read(Map<String, String> variables) {
        var findings = new Findings();
        Topology topology = new ZeroFile(new Environment(variables, findings)).topology();
        return topology != null && findings.none()
                ? new TopologyReader.Result.Read(topology)
                : new TopologyReader.Result.Invalid(findings.inOrder());
    }

    private @Nullable Topology topology() {
        Domain domain = domain();
        Pair pair = pair();
        ProbeTiming pace = pace();
        List<VantageName> vantages = pair == null ? null : vantages(pair);
        Quorum quorum = pair == null || vantages == null ? null : quorum(voters(vantages, pair));
        // The address of Kafka is not part of it: probers of one topology may use different addresses.
        String digest = Digest.of(environment.effective().getBytes(StandardCharsets.UTF_8));
        String bootstrap = environment.read(
                "KAFKA_BOOTSTRAP_SERVERS", "localhost:9092", Hosts.BOOTSTRAP, it -> Hosts.bootstrap(it) ? it : null);
        KafkaSecurity security = environment.read(
                "SIGNALBOX_KAFKA_SECURITY",
                KafkaSecurity.PLAINTEXT.toString(),
                ShownText.either(KafkaSecurity.words()),
                it -> KafkaSecurity.of(it).orElse(null));
        if (domain == null
                || pair == null
                || pace == null
                || vantages == null
                || quorum == null
                || bootstrap == null
                || security == null) {
            return null;
        }
        requireNoCnameAtApex(domain, pair.first());
        var cell = new Cell(new CellName(pair.secondary()), bootstrap, security);
        return new Topology(
                List.of(cell),
                vantages,
                List.of(),
                List.of(service(domain, pair, pace, quorum)),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                digest);
    }

    private record Domain(String name, String zone) {}

    private @Nullable Domain domain() {
        String name =
                environment.read("DOMAIN_NAME", null, Hosts.SERVICE_NAME, it -> Hosts.serviceName(it) ? it : null);
        if (name == null) {
            return null;
        }
        String parent = name.substring(name.indexOf('.') + 1);
        String zone = environment.read(
                "HOSTED_ZONE",
                parent.contains(".") ? parent : null,
                "the zone that DOMAIN_NAME lies in",
                it -> Hosts.name(it) && Hosts.in(it, name) ? it : null);
        return zone == null ? null : new Domain(name, zone);
    }

    /** The two sites, each named like its region. */
    private record Pair(String primary, String secondary, Endpoint first, Endpoint second) {}

    private @Nullable Pair pair() {
        String primary = region("PRIMARY_REGION", "us-east-1");
        String secondary = region(SECONDARY_REGION, "us-west-2");
        Endpoint first = endpoint(PRIMARY_ENDPOINT);
        Endpoint second = endpoint(SECONDARY_ENDPOINT);
        if (first != null && second != null) {
            requireComparable(first, second);
        }
        if (primary != null && primary.equals(secondary)) {
            environment.problem(SECONDARY_REGION, "expected another region than PRIMARY_REGION");
            return null;
        }
        return primary == null || secondary == null || first == null || second == null
                ? null
                : new Pair(primary, secondary, first, second);
    }

    private @Nullable ProbeTiming pace() {
        Integer interval = number("HEALTH_CHECK_INTERVAL", 30, "seconds, a ", LONGEST_INTERVAL);
        Integer threshold = number("FAILURE_THRESHOLD", 3, "a ", MOST_FAILURES);
        return interval == null || threshold == null
                ? null
                : ProbeTiming.STANDARD.every(Duration.ofSeconds(interval), threshold);
    }

    private static Service service(Domain domain, Pair pair, ProbeTiming pace, Quorum quorum) {
        Site primary = pair.first().site(pair.primary(), 1, pace, domain.name());
        Site secondary = pair.second().site(pair.secondary(), 2, pace, domain.name());
        var name = new ServiceName(domain.name().substring(0, domain.name().indexOf('.')));
        return new Service(
                name, domain.name(), dns(domain.zone(), pair.first()), List.of(primary, secondary), policy(quorum));
    }

    private @Nullable String region(String variable, String absent) {
        return environment.read(variable, absent, Names.ALLOWED, it -> Names.valid(it) ? it : null);
    }

    private @Nullable Endpoint endpoint(String variable) {
        Endpoint endpoint = environment.read(variable, null, Endpoint.WHAT, Endpoint::parse);
        if (endpoint != null && AllowedAddresses.NONE.refuse(endpoint.host())) {
            environment.problem(
                    variable, "expected " + AllowedAddresses.WHAT + ", got " + ShownText.quoted(endpoint.host()));
        }
        return endpoint;
    }

    private @Nullable Integer number(String variable, int absent, String unit, int most) {
        return environment.read(
                variable,
                Integer.toString(absent),
                unit + "whole number from 1 to " + most,
                it -> Cursor.number(it, 1, most));
    }

    private void requireComparable(Endpoint first, Endpoint second) {
        if (first.host().equals(second.host())) {
            environment.problem(SECONDARY_ENDPOINT, "expected another host than that of PRIMARY_ENDPOINT");
        }
        if (first.kind() != second.kind()) {
            environment.problem(
                    SECONDARY_ENDPOINT,
                    "expected " + first.kind().text + " as in PRIMARY_ENDPOINT, got " + second.kind().text);
        }
    }

    private void requireNoCnameAtApex(Domain domain, Endpoint endpoint) {
        if (endpoint.kind() == Endpoint.Kind.NAME && domain.name().equals(domain.zone())) {
            environment.problem(
                    PRIMARY_ENDPOINT,
                    "expected an address, since a zone's own name cannot be a cname, got "
                            + ShownText.quoted(endpoint.host()));
        }
    }

    private @Nullable List<VantageName> vantages(Pair pair) {
        List<VantageName> vantages = environment.read(
                VANTAGES,
                pair.primary() + "," + pair.secondary(),
                "different names separated by commas, each " + Names.ALLOWED,
                ZeroFile::names);
        if (vantages != null) {
            voters(vantages, pair)
                    .withoutVoters(true)
                    .ifPresent(site -> environment.problem(
                            VANTAGES,
                            "expected at least one vantage besides " + site + ", which has no vote on itself"));
        }
        return vantages;
    }

    private static Voters voters(List<VantageName> vantages, Pair pair) {
        return new Voters(vantages, List.of(new SiteName(pair.primary()), new SiteName(pair.secondary())));
    }

    /** Two vantages cannot outvote a lost region, so each region is judged by the others. */
    private @Nullable Quorum quorum(Voters voters) {
        int most = voters.fewest(true);
        QuorumReader.Votes votes = environment.read(
                QUORUM, "majority", QuorumReader.expected(most), text -> QuorumReader.votes(text, most));
        return votes == null ? null : new Quorum(votes.number(), true);
    }

    private static @Nullable List<VantageName> names(String text) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        return names.stream().allMatch(Names::valid) && new HashSet<>(names).size() == names.size()
                ? names.stream().map(VantageName::new).toList()
                : null;
    }

    private static Dns dns(String zone, Endpoint endpoint) {
        RecordType type = endpoint.kind() == Endpoint.Kind.IPV6 ? RecordType.AAAA : RecordType.A;
        return new Dns(Dns.Provider.ROUTE53, zone, Set.of(type), DnsReader.TTL, Dns.Routing.WEIGHTED, null);
    }

    private static Policy policy(Quorum quorum) {
        Policy standard = PolicyReader.STANDARD;
        return new Policy(
                quorum, standard.failback(), standard.whenAllDown(), standard.grace(), standard.planDeadline());
    }
}
