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
        switch (probe.check()) {
            case Check.Http http -> http(description.part("check", "http"), http);
            case Check.Tcp tcp -> connection(description.part("check", "tcp"), tcp);
            case Check.Handshake handshake -> connection(description.part("check", "tls"), handshake);
            case Check.Redis redis ->
                connection(description.part("check", "redis"), redis).part("role", redis.role());
            case Check.Postgres postgres ->
                connection(description.part("check", "postgres"), postgres)
                        .part("database", postgres.database())
                        .part("access", postgres.access());
            case Check.Mysql mysql ->
                connection(description.part("check", "mysql"), mysql).part("access", mysql.access());
            case Check.Mqtt mqtt -> connection(description.part("check", "mqtt"), mqtt);
            case Check.WebSocket socket ->
                connection(description.part("check", "websocket"), socket)
                        .part("host", socket.host())
                        .part("path", socket.path())
                        .part("headers", new TreeSet<>(socket.headers().keySet()))
                        .part("ping", socket.ping());
            case Check.Grpc grpc ->
                connection(description.part("check", "grpc"), grpc)
                        .part("host", grpc.host())
                        .part("service", grpc.service());
            case Check.Kafka kafka ->
                connection(description.part("check", "kafka"), kafka)
                        .part("topic", kafka.topic())
                        .part("minInSync", kafka.minInSync());
            case Check.Dns dns -> dns(description.part("check", "dns"), dns);
            case Check.Heartbeat _ -> description.part("check", "heartbeat");
            case Check.Calculated calculated -> calculated(description.part("check", "calculated"), calculated);
            case Check.CloudWatchAlarm alarm ->
                description
                        .part("check", "cloudwatch-alarm")
                        .part("region", alarm.region())
                        .part("name", alarm.name())
                        .part("insufficientDataFails", alarm.insufficientDataFails());
        }
        return description;
    }

    private static Description connection(Description description, Check.OneConnection check) {
        Tls tls = check.tls();
        return description
                .part("port", check.port())
                .part("tls", tls != null)
                .part("serverName", tls == null ? null : tls.serverName())
                .part("alpn", tls == null ? null : tls.alpn());
    }

    private static void http(Description description, Check.Http http) {
        HttpDetails details = http.details();
        connection(description, http)
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
