package io.signalbox.contract.topology;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.AddressFamily;
import io.signalbox.contract.topology.check.AddressUse;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Tls;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The target and the request of a check: results of different descriptions are not comparable. */
final class CheckDescription {

    private final Site site;

    private CheckDescription(Site site) {
        this.site = site;
    }

    static String digest(Site site, Probe probe) {
        return new CheckDescription(site).of(probe).digest();
    }

    private Description of(Probe probe) {
        var description = new Description()
                .part("address", site.address())
                .part("endpoint", site.endpoint())
                .part(
                        "family",
                        probe.approach().family() == AddressFamily.ANY
                                ? null
                                : probe.approach().family())
                .part(
                        "addresses",
                        probe.approach().use() == AddressUse.ANY
                                ? null
                                : probe.approach().use());
        Check check = probe.check();
        description.part("check", check.kind());
        if (check instanceof Check.OneConnection one) {
            connection(description, one);
        }
        switch (check) {
            case Check.Http http -> http(description, http);
            case Check.Tcp _, Check.Handshake _, Check.Mqtt _, Check.Heartbeat _ -> {}
            case Check.Redis redis -> description.part("role", redis.role());
            case Check.Postgres postgres ->
                description.part("database", postgres.database()).part("access", postgres.access());
            case Check.Mysql mysql -> description.part("access", mysql.access());
            case Check.WebSocket socket ->
                description
                        .part("host", socket.host())
                        .part("path", socket.path())
                        .part("headers", new TreeSet<>(socket.headers().keySet()))
                        .part("ping", socket.ping());
            case Check.Grpc grpc -> description.part("host", grpc.host()).part("service", grpc.service());
            case Check.Kafka kafka -> description.part("topic", kafka.topic()).part("minInSync", kafka.minInSync());
            case Check.Dns dns -> dns(description, dns);
            case Check.Calculated calculated -> calculated(description, calculated);
            case Check.CloudWatchAlarm alarm ->
                description
                        .part("region", alarm.region())
                        .part("name", alarm.name())
                        .part("insufficientDataFails", alarm.insufficientDataFails());
        }
        return description;
    }

    private static void connection(Description description, Check.OneConnection check) {
        Tls tls = check.tls();
        description
                .part("port", check.port())
                .part("tls", tls != null)
                .part("serverName", tls == null ? null : tls.serverName())
                .part("alpn", tls == null ? null : tls.alpn());
    }

    private static void http(Description description, Check.Http http) {
        HttpDetails details = http.details();
        description
                .part("method", http.method())
                .part("host", http.host())
                .part("path", http.path())
                .part("headers", new TreeSet<>(http.headers().keySet()))
                .part("statuses", http.statuses())
                .part("version", details.version())
                .part("json", new TreeSet<>(details.json().keySet()))
                .part(
                        "expectedHeaders",
                        details.headers().stream()
                                .map(HttpDetails.HeaderExpectation::name)
                                .sorted()
                                .toList())
                .part("redirects", details.redirects().most())
                .part("allowHosts", details.redirects().allowHosts());
    }

    private static void dns(Description description, Check.Dns dns) {
        description
                .part("name", dns.name())
                .part("type", dns.type())
                .part("answers", dns.answers().stream().sorted().toList())
                .part("exact", dns.exact())
                .part("recursion", dns.recursion());
    }

    /** It is described by the probes that it is computed from. */
    private void calculated(Description description, Check.Calculated calculated) {
        description.part("atLeast", calculated.atLeast());
        for (ProbeName name : calculated.of()) {
            description.part(name.value(), known(site.probes(), name));
        }
    }

    private @Nullable String known(List<Probe> probes, ProbeName name) {
        return probes.stream()
                .filter(probe -> probe.name().equals(name) && !(probe.check() instanceof Check.Calculated))
                .map(probe -> of(probe).digest())
                .findFirst()
                .orElse(null);
    }
}
