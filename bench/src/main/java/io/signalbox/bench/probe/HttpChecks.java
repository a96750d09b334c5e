package io.signalbox.bench.probe;

import io.signalbox.bench.BenchFiles;
import io.signalbox.sandbox.kafka.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP checks of many addresses, each a service of its own.
 *
 * @param troubled the percentage of targets that are slow, silent or resetting, a third each
 */
record HttpChecks(int count, Duration interval, int troubled) implements CheckSet {

    private static final List<TargetBehavior> TROUBLED =
            List.of(TargetBehavior.SLOW, TargetBehavior.SILENT, TargetBehavior.RESETTING);
    private static final int HUNDRED = 100;
    private static final long LONGEST_TIMEOUT_MILLIS = 500;
    private static final long FAST_INTERVAL_MILLIS = 250;

    List<String> addresses() {
        var addresses = new ArrayList<String>();
        for (int index = 0; index < count; index++) {
            addresses.add(behavior(index).address(index));
        }
        return addresses;
    }

    static String service(int index) {
        return "s" + index;
    }

    private TargetBehavior behavior(int index) {
        int place = index % HUNDRED;
        return place < troubled ? TROUBLED.get(place % TROUBLED.size()) : TargetBehavior.HEALTHY;
    }

    @Override
    public Path write(Path directory, Broker broker, int port) {
        var text = new StringBuilder("""
            cells:
              - {name: us-west-2, bootstrap: "%1$s"}
            vantages: [us-east-1]
            defaults: {interval: %4$dms, timeout: %2$dms, fastInterval: %3$dms, fall: 3, rise: 2}
            services:
            """.formatted(
                        broker.bootstrap(),
                        Math.min(LONGEST_TIMEOUT_MILLIS, interval.toMillis()),
                        Math.min(FAST_INTERVAL_MILLIS, interval.toMillis()),
                        interval.toMillis()));
        List<String> addresses = addresses();
        for (int index = 0; index < count; index++) {
            text.append("""
                  s%1$d:
                    hostname: s%1$d.example.com
                    dns: {zone: example.com}
                    sites: [{name: only, priority: 1, address: {ipv4: [%2$s]}}]
                    probes: [{name: health, http: {path: /healthz, port: %3$d, expect: {status: 2xx, body: ok}}}]
                """.formatted(index, addresses.get(index), port));
        }
        return BenchFiles.write(directory.resolve("topology.yaml"), text);
    }
}
