package io.signalbox.bench.stream;

import io.signalbox.bench.BenchFiles;
import io.signalbox.sandbox.kafka.Broker;
import java.nio.file.Path;

/** A topology of many equal services: two or more sites and one probe each, three vantages. */
final class ServiceTopology {

    static final String CELL = "us-west-2";
    static final int FALL = 3;

    private ServiceTopology() {}

    /** @return the topology file */
    static Path write(Path directory, Broker broker, int services, int sites) {
        var text = new StringBuilder("""
                cells:
                  - {name: %s, bootstrap: "%s"}
                vantages: [us-east-1, eu-west-1, us-west-2]
                defaults: {interval: 1s, timeout: 500ms, fall: %d, rise: 2}
                services:
                """.formatted(CELL, broker.bootstrap(), FALL));
        for (int number = 1; number <= services; number++) {
            text.append("""
                      service-%1$d:
                        hostname: service-%1$d.example.com
                        dns: {provider: route53, zone: example.com, ttl: 60s, routing: weighted}
                        sites:
                    %2$s    probes:
                          - {name: health, http: {path: /healthz}}
                    """.formatted(number, siteLines(sites)));
        }
        return BenchFiles.write(directory.resolve("topology.yaml"), text);
    }

    private static String siteLines(int sites) {
        var lines = new StringBuilder();
        for (int site = 1; site <= sites; site++) {
            lines.append(
                    "      - {name: site-%1$d, priority: %1$d, address: {ipv4: [192.0.2.%1$d]}}\n".formatted(site));
        }
        return lines.toString();
    }
}
