package io.signalbox.bench.mass;

import io.signalbox.bench.BenchFiles;
import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.kafka.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many services in one zone, all at their first site, and the commands that move them to the second. One of those that
 * lose their region has health checks.
 *
 * @param earlier how many services are moved as a warm-up
 * @param poisoned by service; empty in a clean run
 */
record ZoneServices(Path file, Topology topology, int earlier, Map<ServiceName, Poison> poisoned) {

    static final String ZONE = "example.com";

    private static final SiteName FROM = new SiteName("us-east-1");
    private static final SiteName TO = new SiteName("us-west-2");
    private static final Fence BEFORE = Fence.settled(1, FROM, "m1-1", new CellName("us-west-2"));
    private static final Duration LIFE = Duration.ofMinutes(2);

    /** @param healthCheck of both sites of the service with health checks; in a poisoned run it was deleted */
    static ZoneServices write(
            Path directory, Map<CellName, Broker> cells, int earlier, int lost, String healthCheck, boolean poisoned) {
        int checked = earlier + lost / 2;
        var text = new StringBuilder("cells:\n");
        cells.forEach((cell, broker) ->
                text.append("  - {name: %s, bootstrap: \"%s\"}\n".formatted(cell, broker.bootstrap())));
        text.append("vantages: [us-east-1, eu-west-1, us-west-2]\nservices:\n");
        for (int number = 1; number <= earlier + lost; number++) {
            text.append(service(number, number == checked ? healthCheck : null));
        }
        Path file = BenchFiles.write(directory.resolve("topology.yaml"), text);
        Map<ServiceName, Poison> poison = new HashMap<>();
        if (poisoned) {
            poison.put(name(earlier + lost / 4), Poison.DRIFT);
            poison.put(name(checked), Poison.DELETED_CHECK);
            poison.put(name(earlier + 3 * lost / 4), Poison.DENIED_NAME);
        }
        return new ZoneServices(file, BenchFiles.topology(file), earlier, Map.copyOf(poison));
    }

    private static ServiceName name(int number) {
        return new ServiceName("service-" + number);
    }

    private static String service(int number, @Nullable String healthCheck) {
        String check = healthCheck == null ? "" : ", healthCheck: " + healthCheck;
        return """
                  service-%1$d:
                    hostname: service-%1$d.%2$s
                    dns: {provider: route53, zone: %2$s, ttl: 60s, routing: %3$s}
                    sites:
                      - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}%4$s}
                      - {name: us-west-2, priority: 2, address: {ipv4: [198.51.100.1]}%4$s}
                    probes:
                      - {name: health, http: {path: /healthz}}
                """.formatted(number, ZONE, healthCheck == null ? "weighted" : "failover", check)
                .indent(2);
    }

    List<Service> movedEarlier() {
        return topology.services().subList(0, earlier);
    }

    /** The services that lose their region. */
    List<Service> lost() {
        return topology.services().subList(earlier, topology.services().size());
    }

    /** The host names that the policy does not allow. */
    List<String> denied() {
        return topology.services().stream()
                .filter(service -> poisoned.get(service.name()) == Poison.DENIED_NAME)
                .map(Service::hostname)
                .toList();
    }

    /** All records before the move. */
    List<ResourceRecordSet> records() {
        var records = new ArrayList<ResourceRecordSet>();
        for (Service service : topology.services()) {
            SiteName active = poisoned.get(service.name()) == Poison.DRIFT ? TO : FROM;
            Records.of(service, active).forEach(record -> records.add(ResourceRecordSet.of(record)));
            records.add(new ResourceRecordSet(
                    Fence.recordName(service.hostname()),
                    "TXT",
                    null,
                    null,
                    5L,
                    List.of('"' + BEFORE.text() + '"'),
                    null,
                    null,
                    null));
        }
        return records;
    }

    /** @param token null at the first attempt */
    Command move(CellName cell, Service service, int attempt, @Nullable String token) {
        var arguments = new StepArguments.DnsSwitch(
                ZONE, service.hostname(), TO, Records.of(service, FROM), Records.of(service, TO), null, null, null);
        var now = Instant.now();
        return new Command(
                Command.VERSION,
                service.name(),
                cell,
                "m2-1",
                0,
                attempt,
                now,
                now.plus(LIFE),
                BEFORE,
                Fence.settled(2, TO, "m2-1", cell),
                token,
                arguments,
                topology.digest(),
                null,
                null,
                null,
                null);
    }
}
