package io.signalbox.bench.mass;

import io.signalbox.bench.BenchFiles;
import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many equal services in one zone, all at their first site, and the commands that move them to the second.
 *
 * @param earlier how many services are moved as a warm-up
 */
record ZoneServices(Path file, Topology topology, int earlier) {

    static final CellName CELL = new CellName("us-west-2");
    static final String ZONE = "example.com";

    private static final SiteName FROM = new SiteName("us-east-1");
    private static final SiteName TO = new SiteName("us-west-2");
    private static final Fence BEFORE = Fence.settled(1, FROM, "m1-1", CELL);
    private static final Duration LIFE = Duration.ofMinutes(2);

    static ZoneServices write(Path directory, Broker broker, int earlier, int lost) {
        var text = new StringBuilder("""
                cells:
                  - {name: %s, bootstrap: "%s"}
                vantages: [us-east-1, eu-west-1, us-west-2]
                services:
                """.formatted(CELL, broker.bootstrap()));
        for (int number = 1; number <= earlier + lost; number++) {
            text.append("""
                      service-%1$d:
                        hostname: service-%1$d.%2$s
                        dns: {provider: route53, zone: %2$s, ttl: 60s, routing: weighted}
                        sites:
                          - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                          - {name: us-west-2, priority: 2, address: {ipv4: [198.51.100.1]}}
                        probes:
                          - {name: health, http: {path: /healthz}}
                    """.formatted(number, ZONE));
        }
        Path file = BenchFiles.write(directory.resolve("topology.yaml"), text);
        return new ZoneServices(file, BenchFiles.topology(file), earlier);
    }

    List<Service> movedEarlier() {
        return topology.services().subList(0, earlier);
    }

    /** The services that lose their region. */
    List<Service> lost() {
        return topology.services().subList(earlier, topology.services().size());
    }

    /** The service whose records do not match its fence: its switch must be refused. */
    Service mismatched() {
        return lost().get(lost().size() / 2);
    }

    /** All records before the move. */
    List<ResourceRecordSet> records() {
        var records = new ArrayList<ResourceRecordSet>();
        for (Service service : topology.services()) {
            SiteName active = service.equals(mismatched()) ? TO : FROM;
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
    Command move(Service service, int attempt, @Nullable String token) {
        var arguments = new StepArguments.DnsSwitch(
                ZONE, service.hostname(), TO, Records.of(service, FROM), Records.of(service, TO), null, null, null);
        var now = Instant.now();
        return new Command(
                Command.VERSION,
                service.name(),
                CELL,
                "m2-1",
                0,
                attempt,
                now,
                now.plus(LIFE),
                BEFORE,
                Fence.settled(2, TO, "m2-1", CELL),
                token,
                arguments,
                topology.digest(),
                null,
                null,
                null,
                null);
    }
}
