package io.signalbox.probe.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.Reload;
import io.signalbox.contract.topology.yaml.Problem;
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
    /** The digest of the topology that is in force. */
    private String followed = "";

    TopologyWatch(Prober prober, MeterRegistry metrics) {
        this.prober = prober;
        this.failed = metrics.gauge("signalbox.topology.reload.failed", new AtomicInteger());
    }

    @Scheduled(every = "{signalbox.topology-reload}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        prober.running().ifPresent(this::look);
    }

    private synchronized void look(Running running) {
        if (followed.isEmpty()) {
            followed = running.source().current().digest();
        }
        try {
            reload(running);
        } catch (RuntimeException e) {
            rejected("tried again in a while: " + e);
        }
    }

    private void reload(Running running) {
        switch (running.source().reload()) {
            case Reload.Rejected(List<Problem> problems) ->
                rejected(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
            case Reload.Unchanged(), Reload.Replaced(Topology _, Topology _) ->
                pursue(running, running.source().current());
        }
    }

    /** Files that the topology names may be repaired, or changed, without any change of the topology. */
    private void pursue(Running running, Topology wanted) {
        if (!wanted.vantages().contains(running.vantage())) {
            rejected("vantages: this prober's own vantage " + running.vantage() + " is missing");
            return;
        }
        List<String> problems = running.tls().follow(wanted);
        if (!problems.isEmpty()) {
            rejected(String.join("; ", problems));
            return;
        }
        if (!wanted.digest().equals(followed)) {
            running.follow(wanted);
            followed = wanted.digest();
            LOG.infof("topology replaced vantage=%s digest=%s", running.vantage(), wanted.digest());
        }
        accepted();
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
