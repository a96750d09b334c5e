package io.signalbox.bench.faults;

import io.signalbox.bench.BenchFiles;
import io.signalbox.bench.probe.CheckSet;
import io.signalbox.sandbox.kafka.Broker;
import java.nio.file.Path;
import java.util.List;

/** All faulty targets, each checked once a second. @param closedPort a port without a listener */
record FaultyTargetChecks(TlsServer sites, int closedPort) implements CheckSet {

    /** Addresses of the target server that serve as the prober's references. */
    static final List<String> REFERENCES = List.of("127.0.1.1", "127.0.1.2");

    @Override
    public int count() {
        return FaultyTarget.values().length;
    }

    @Override
    public Path write(Path directory, Broker broker, int port) {
        var text = new StringBuilder("""
            cells:
              - {name: us-west-2, bootstrap: "%1$s"}
            vantages: [us-east-1]
            references:
              - "%3$s:%2$d"
              - "%4$s:%2$d"
              - {dns: system, name: %5$s}
            defaults: {interval: 1s, timeout: 500ms, fastInterval: 1s, fall: 3, rise: 2}
            services:
            """.formatted(
                broker.bootstrap(), port, REFERENCES.getFirst(), REFERENCES.getLast(), FaultyNameServer.REFERENCE));
        for (FaultyTarget target : FaultyTarget.values()) {
            text.append("""
                  %1$s:
                    hostname: %2$s
                    dns: {zone: example.com}
                    sites: [{name: only, priority: 1, address: {ipv4: [%3$s]}, endpoint: %4$s}]
                    probes: [{name: health, %5$s}]
                """.formatted(
                            target.service(),
                            target.hostName(),
                            target.addresses().getFirst(),
                            target.host(),
                            target.isSecure()
                                    ? "tls: {port: " + sites.port() + ", trust: " + sites.trust() + "}"
                                    : "http: {path: /healthz, port: " + port(target, port)
                                            + ", expect: {status: 2xx, body: ok}}"));
        }
        return BenchFiles.write(directory.resolve("topology.yaml"), text);
    }

    /** @param targetPort the port of the target server */
    int port(FaultyTarget target, int targetPort) {
        return target.isSecure() ? sites.port() : target == FaultyTarget.REFUSING ? closedPort : targetPort;
    }
}
