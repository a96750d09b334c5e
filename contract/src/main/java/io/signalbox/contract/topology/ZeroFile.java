package io.signalbox.contract.topology;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Names;
import io.signalbox.contract.RecordType;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.VantageName;
import io.signalbox.contract.topology.Policy.Quorum;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The topology of one service with two sites, from environment variables alone. */
final class ZeroFile {

    /** What stands in the place of a file's name in messages. */
    static final String SOURCE = "the environment";

    private static final String VANTAGES = "VANTAGES";
    private static final String SECONDARY_REGION = "SECONDARY_REGION";
    private static final String SECONDARY_ENDPOINT = "SECONDARY_ENDPOINT";
    private static final int LONGEST_INTERVAL = 3_600;
    private static final int MOST_FAILURES = 100;

    private final Environment environment;

    private ZeroFile(Environment environment) {
        this.environment = environment;
    }

    static TopologyReader.Result read(Map<String, String> variables) {
        var findings = new Findings();
        Topology topology = new ZeroFile(new Environment(variables, findings)).topology();
        return topology != null && findings.none()
                ? new TopologyReader.Result.Read(topology)
                : new TopologyReader.Result.Invalid(findings.inOrder());
    }

    private @Nullable Topology topology() {
        String domain =
                environment.read("DOMAIN_NAME", null, Hosts.SERVICE_NAME, it -> Hosts.serviceName(it) ? it : null);
        String zone = zone(domain);
        String primary = region("PRIMARY_REGION", "us-east-1");
        String secondary = region(SECONDARY_REGION, "us-west-2");
        Endpoint first = endpoint("PRIMARY_ENDPOINT");
        Endpoint second = endpoint(SECONDARY_ENDPOINT);
        Integer interval = number("HEALTH_CHECK_INTERVAL", 30, "seconds, ", LONGEST_INTERVAL);
        Integer threshold = number("FAILURE_THRESHOLD", 3, "", MOST_FAILURES);
        if (primary == null || secondary == null) {
            return null;
        }
        requireDifferent(primary, secondary, first, second);
        List<VantageName> vantages = vantages(primary, secondary);
        // How a process reaches Kafka is its own matter: probers of one topology may use different addresses for it.
        String digest = Digest.of(environment.effective().getBytes(StandardCharsets.UTF_8));
        String bootstrap = environment.read(
                "KAFKA_BOOTSTRAP_SERVERS", "localhost:9092", Hosts.BOOTSTRAP, it -> Hosts.bootstrap(it) ? it : null);
        if (domain == null
                || zone == null
                || first == null
                || second == null
                || interval == null
                || threshold == null
                || vantages == null
                || bootstrap == null) {
            return null;
        }
        var pace = new Pace(
                Duration.ofSeconds(interval),
                Durations.least(Duration.ofSeconds(interval), Pace.STANDARD.timeout()),
                null,
                threshold,
                Pace.STANDARD.rise());
        var service = new Service(
                new ServiceName(domain.substring(0, domain.indexOf('.'))),
                domain,
                dns(zone, first),
                List.of(first.site(primary, 1, pace, domain), second.site(secondary, 2, pace, domain)),
                policy());
        return new Topology(
                List.of(new Cell(new CellName(secondary), bootstrap)), vantages, List.of(), List.of(service), digest);
    }

    private @Nullable String zone(@Nullable String domain) {
        String parent = domain == null ? "" : domain.substring(domain.indexOf('.') + 1);
        String absent = domain == null ? "unknown" : parent.contains(".") ? parent : null;
        return environment.read(
                "HOSTED_ZONE",
                absent,
                "the zone that DOMAIN_NAME lies in",
                zone -> Hosts.name(zone) && (domain == null || Hosts.in(zone, domain)) ? zone : null);
    }

    private @Nullable String region(String variable, String absent) {
        return environment.read(variable, absent, Names.ALLOWED, it -> Names.valid(it) ? it : null);
    }

    private @Nullable Endpoint endpoint(String variable) {
        return environment.read(variable, null, Endpoint.WHAT, Endpoint::parse);
    }

    private @Nullable Integer number(String variable, int absent, String unit, int most) {
        return environment.read(
                variable,
                Integer.toString(absent),
                unit + "a whole number from 1 to " + most,
                it -> Cursor.number(it, 1, most));
    }

    private void requireDifferent(
            String primary, String secondary, @Nullable Endpoint first, @Nullable Endpoint second) {
        if (primary.equals(secondary)) {
            environment.problem(SECONDARY_REGION, "expected another region than PRIMARY_REGION");
        }
        if (first == null || second == null) {
            return;
        }
        if (first.host().equals(second.host())) {
            environment.problem(SECONDARY_ENDPOINT, "expected another host than that of PRIMARY_ENDPOINT");
        }
        if (first.kind() != second.kind()) {
            environment.problem(
                    SECONDARY_ENDPOINT,
                    "expected " + first.kind().text + " as in PRIMARY_ENDPOINT, got " + second.kind().text);
        }
    }

    private @Nullable List<VantageName> vantages(String primary, String secondary) {
        List<VantageName> vantages = environment.read(
                VANTAGES,
                primary + "," + secondary,
                "different names separated by commas, each " + Names.ALLOWED,
                ZeroFile::names);
        if (vantages != null) {
            new Voters(vantages, List.of(new SiteName(primary), new SiteName(secondary)))
                    .withoutVoters(true)
                    .ifPresent(site -> environment.problem(
                            VANTAGES,
                            "expected at least one vantage besides " + site + ", which has no vote on itself"));
        }
        return vantages;
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
        return new Dns(Dns.Provider.ROUTE53, zone, Set.of(type), DnsReader.TTL, Dns.Routing.WEIGHTED);
    }

    /** Two vantages cannot outvote a lost region, so each region is judged by the other. */
    private static Policy policy() {
        Policy standard = PolicyReader.STANDARD;
        return new Policy(
                new Quorum(null, true),
                standard.failback(),
                standard.whenAllDown(),
                standard.grace(),
                standard.planDeadline());
    }
}
