package io.signalbox.bench.hostile;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.sandbox.process.Ports;
import io.signalbox.sandbox.watch.DecisionApi;
import io.signalbox.sandbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Hostile servers of each protocol, as sites of services: each check must fail, whatever its server does, and no
 * service moves.
 */
final class HostileTargets implements Door, AutoCloseable {

    private static final String SUBNET = "127.0.60.";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** More sites do not fit a fence. */
    private static final int SITES = 6;

    private final Map<String, List<HostileServer>> servers = new LinkedHashMap<>();
    private final Map<String, String> checks = new LinkedHashMap<>();
    private final World world;

    private HostileTargets(World world) {
        this.world = world;
    }

    static HostileTargets start(World world) {
        var targets = new HostileTargets(world);
        targets.add("http", Behaviour.ofHttp(), "http: {path: /healthz, port: %d, expect: {status: 2xx, body: ok}}");
        targets.add("redis", Behaviour.ofRedis(), "redis: {port: %d}");
        targets.add("mysql", Behaviour.ofMysql(), "mysql: {port: %d}");
        targets.add("postgres", Behaviour.ofPostgres(), "postgres: {port: %d}");
        targets.add("mqtt", Behaviour.ofMqtt(), "mqtt: {port: %d}");
        targets.add("websocket", Behaviour.ofWebSocket(), "websocket: {port: %d, ping: true}");
        targets.add("grpc", Behaviour.ofGrpc(), "grpc: {port: %d}");
        targets.add("kafka", Behaviour.ofKafka(), "kafka: {port: %d}");
        return targets;
    }

    private void add(String protocol, List<Behaviour> behaviours, String check) {
        int port = Ports.freeOn(IntStream.rangeClosed(1, behaviours.size())
                .mapToObj(each -> SUBNET + each)
                .toList());
        for (int first = 0; first < behaviours.size(); first += SITES) {
            String service = "hostile-" + protocol + "-" + (first / SITES + 1);
            var started = new ArrayList<HostileServer>();
            for (int i = first; i < Math.min(first + SITES, behaviours.size()); i++) {
                started.add(HostileServer.start(SUBNET + (i + 1), port, behaviours.get(i)));
            }
            servers.put(service, List.copyOf(started));
            checks.put(service, check.formatted(port));
        }
    }

    /** The services of the topology. */
    String services() {
        return servers.keySet().stream().map(this::service).collect(Collectors.joining());
    }

    private String service(String name) {
        var text = new StringBuilder("""
                  %s:
                    hostname: %s.example.com
                    dns: {zone: example.com}
                    policy: {mode: off}
                    sites:
                """.formatted(name, name));
        int priority = 1;
        for (HostileServer server : all(name)) {
            text.append("      - {name: %s, priority: %d, address: {ipv4: [%s]}}%n"
                    .formatted(server.behaviour().name(), priority++, server.address()));
        }
        return text + "    probes:\n      - {name: check, interval: 5s, timeout: 1s, " + checks.get(name) + "}\n";
    }

    private List<HostileServer> all(String service) {
        return Objects.requireNonNull(servers.get(service));
    }

    @Override
    public String name() {
        return "probes";
    }

    @Override
    public List<Trial> trials() {
        return servers.keySet().stream()
                .flatMap(service -> all(service).stream()
                        .map(server -> trial(service, server.behaviour().name())))
                .toList();
    }

    private Trial trial(String service, String site) {
        return new Trial(service + " " + site, () -> judged(world, service, site));
    }

    /** Empty once the site is DOWN; what it is instead at the end of the time. */
    static Optional<String> judged(World world, String service, String site) {
        var api =
                new DecisionApi(world.cell().decision().uri(), world.operator().token(), service);
        return RepeatedCheck.until(LIMIT, () -> {
            Verdict verdict = api.status().sites().stream()
                    .filter(each -> each.name().value().equals(site))
                    .findFirst()
                    .orElseThrow()
                    .verdict();
            return verdict == Verdict.DOWN ? Optional.empty() : Optional.of("expected DOWN, found " + verdict);
        });
    }

    @Override
    public void close() {
        servers.values().forEach(all -> all.forEach(HostileServer::close));
    }
}
