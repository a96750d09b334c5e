package io.signalbox.bench.stream;

import io.signalbox.bench.BenchFiles;
import io.signalbox.sandbox.kafka.Broker;
import java.nio.file.Path;

/** A topology of many equal services: two sites and one probe each, three vantages. */
final class ServiceTopology {

    static final String CELL = "us-west-2";

    private ServiceTopology() {}

    /** @return the topology file */
    static Path write(Path directory, Broker broker, int services) {
        var text = new StringBuilder("""
                cells:
                  - {name: %s, bootstrap: "%s"}
                vantages: [us-east-1, eu-west-1, us-west-2]
                defaults: {interval: 1s, timeout: 500ms, fall: 3, rise: 2}
                services:
                """.formatted(CELL, broker.bootstrap()));
        for (int number = 1; number <= services; number++) {
            text.append("""
                      service-%1$d:
                        hostname: service-%1$d.example.com
                        dns: {provider: route53, zone: example.com, ttl: 60s, routing: weighted}
                        sites:
                          - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                          - {name: us-west-2, priority: 2, address: {ipv4: [198.51.100.1]}}
                        probes:
                          - {name: health, http: {path: /healthz}}
                    """.formatted(number));
        }
        return BenchFiles.write(directory.resolve("topology.yaml"), text);
    }
}
