package io.signalbox.bench.failover;

import io.signalbox.bench.probe.HttpGet;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.world.Vantage;
import io.signalbox.sandbox.world.World;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The probes of all probers of a world, and the processor time that they took. */
record ProbeCost(long probes, Duration processorTime) {

    private static final String STARTED = "signalbox_probe_late_seconds_count";

    /** Since the probers were started. */
    static ProbeCost of(World world) {
        long probes = 0;
        Duration time = Duration.ZERO;
        for (ServiceProcess prober :
                world.vantages().stream().map(Vantage::process).toList()) {
            probes += started(prober);
            time = time.plus(ProcessHandle.of(prober.pid())
                    .flatMap(process -> process.info().totalCpuDuration())
                    .orElseThrow());
        }
        return new ProbeCost(probes, time);
    }

    private static long started(ServiceProcess prober) {
        var sum = new AtomicLong();
        HttpGet.lines(prober.uri().resolve("/q/metrics"), line -> {
            if (line.startsWith(STARTED)) {
                sum.addAndGet((long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
            }
        });
        return sum.get();
    }

    ProbeCost since(ProbeCost before) {
        return new ProbeCost(probes - before.probes, processorTime.minus(before.processorTime));
    }
}
