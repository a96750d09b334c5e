package io.signalbox.bench;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.evidence.Evidence;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Processes observations in the core of stage 1 on one thread: the checks of examples/orders.yaml from every vantage in
 * turn. One result in eight is a failure, so that counters change but verdicts mostly do not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EvidenceBenchmark {

    private final Topology topology;
    private final Service service;
    private final List<Observation> observations;
    private Evidence evidence;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int next;

    public EvidenceBenchmark() {
        topology = example();
        service = topology.services().getFirst();
        observations = SampleObservations.of(topology, service);
        evidence = new Evidence(topology, service, List.of(), now);
    }

    private static Topology example() {
        return BenchFiles.topology(Path.of("examples/orders.yaml"));
    }

    @Benchmark
    public List<SiteVerdict> accept() {
        if (next == observations.size()) {
            next = 0;
            evidence = new Evidence(topology, service, List.of(), now);
        }
        now = now.plusNanos(1_000_000);
        return evidence.accept(observations.get(next++), now, now);
    }
}
