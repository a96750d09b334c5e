package io.signalbox.bench.faults;

import io.signalbox.bench.BenchFiles;
import io.signalbox.bench.probe.CheckSet;
import io.signalbox.sandbox.kafka.Broker;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The checks of a soak run, each once a second.
 *
 * @param plain targets at addresses of their own
 * @param shared targets at one address
 * @param named targets with host names
 * @param every targets with host names of which every address must work
 * @param secure targets checked by TLS handshake
 */
record SoakChecks(int plain, int shared, int named, int every, int secure, TlsServer sites) implements CheckSet {

    List<SoakTarget> of(SoakTarget.Group group) {
        int size =
                switch (group) {
                    case PLAIN -> plain;
                    case SHARED -> shared;
                    case NAMED -> named;
                    case EVERY -> every;
                    case SECURE -> secure;
                };
        return IntStream.range(0, size)
                .mapToObj(index -> new SoakTarget(group, index))
                .toList();
    }

    List<SoakTarget> all() {
        return Stream.of(SoakTarget.Group.values())
                .flatMap(group -> of(group).stream())
                .toList();
    }

    @Override
    public int count() {
        return plain + shared + named + every + secure;
    }

    @Override
    public Path write(Path directory, Broker broker, int port) {
        var text = new StringBuilder("""
            cells:
              - {name: us-west-2, bootstrap: "%1$s"}
            vantages: [us-east-1]
            references:
              - "127.0.0.1:%2$d"
              - "127.0.0.2:%2$d"
              - {dns: system, name: %3$s}
            defaults: {interval: 1s, timeout: 500ms, fastInterval: 250ms, fall: 3, rise: 2}
            services:
            """.formatted(broker.bootstrap(), port, FaultyNameServer.REFERENCE));
        for (SoakTarget target : all()) {
            text.append("""
                  %1$s:
                    hostname: %2$s
                    dns: {zone: example.com}
                    sites: [{name: only, priority: 1, address: {ipv4: [%3$s]}%4$s}]
                    probes: [{name: health, %5$s}]
                """.formatted(
                            target.service(),
                            target.name(),
                            target.addresses().isEmpty()
                                    ? TlsServer.ADDRESS
                                    : target.addresses().getFirst(),
                            target.isNamed() ? ", endpoint: " + target.name() : "",
                            probe(target, port)));
        }
        return BenchFiles.write(directory.resolve("topology.yaml"), text);
    }

    private String probe(SoakTarget target, int port) {
        String http = "http: {path: /healthz, port: " + port + ", expect: {status: 2xx, body: ok}}";
        return switch (target.group()) {
            case PLAIN, SHARED, NAMED -> http;
            case EVERY -> "addresses: all, " + http;
            case SECURE -> "tls: {port: " + sites.port() + ", trust: " + sites.trust() + "}";
        };
    }
}
