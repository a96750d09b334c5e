package io.signalbox.probe.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.contract.topology.Problem;
import io.signalbox.contract.topology.Reload;
import io.signalbox.contract.topology.Topology;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Follows the topology file. What cannot be followed is said once, and the last good topology stays in force. */
@ApplicationScoped
public class TopologyWatch {

    private static final Logger LOG = Logger.getLogger(TopologyWatch.class);

    private final Prober prober;
    private final AtomicInteger failed;
    private String said = "";

    TopologyWatch(Prober prober, MeterRegistry metrics) {
        this.prober = prober;
        this.failed = metrics.gauge("signalbox.topology.reload.failed", new AtomicInteger());
    }

    @Scheduled(every = "{signalbox.topology-reload}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        prober.running().ifPresent(this::look);
    }

    private synchronized void look(Running running) {
        switch (running.source().reload()) {
            case Reload.Unchanged() -> accepted();
            case Reload.Replaced(Topology _, Topology after) -> follow(running, after);
            case Reload.Rejected(List<Problem> problems) ->
                rejected(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
    }

    private void follow(Running running, Topology after) {
        if (after.vantages().contains(running.vantage())) {
            running.follow(after);
            accepted();
            LOG.infof("topology replaced vantage=%s digest=%s", running.vantage(), after.digest());
        } else {
            rejected("vantages: this prober's own vantage " + running.vantage() + " is missing");
        }
    }

    private void accepted() {
        failed.set(0);
        said = "";
    }

    private void rejected(String reason) {
        failed.set(1);
        if (!reason.equals(said)) {
            said = reason;
            LOG.warnf("topology rejected reason=\"%s\"", reason);
        }
    }
}
