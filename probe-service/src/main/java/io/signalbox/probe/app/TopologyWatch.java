package io.signalbox.probe.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.Reload;
import io.signalbox.contract.topology.yaml.YamlProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Reloads the topology file. An invalid file is logged once, and the last valid topology stays in force. */
@ApplicationScoped
public class TopologyWatch {

    private static final Logger LOG = Logger.getLogger(TopologyWatch.class);

    private final Prober prober;
    private final AtomicInteger failed;
    private String lastProblem = "";
    /** The digest of the topology in force. */
    private String followed = "";

    TopologyWatch(Prober prober, MeterRegistry metrics) {
        this.prober = prober;
        this.failed = metrics.gauge("signalbox.topology.reload.failed", new AtomicInteger());
    }

    @Scheduled(every = "{signalbox.topology-reload}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        prober.running().ifPresent(this::look);
    }

    private synchronized void look(RunningProber running) {
        if (followed.isEmpty()) {
            followed = running.source().current().digest();
        }
        try {
            reload(running);
        } catch (RuntimeException e) {
            rejected("the next reload tries again: " + e);
        }
    }

    private void reload(RunningProber running) {
        switch (running.source().reload()) {
            case Reload.Rejected(List<YamlProblem> problems) ->
                rejected(problems.stream().map(YamlProblem::toString).collect(Collectors.joining("; ")));
            case Reload.Unchanged(), Reload.Replaced(Topology _, Topology _) ->
                apply(running, running.source().current());
        }
    }

    /** Also runs if the topology has not changed: files that it names may have changed. */
    private void apply(RunningProber running, Topology wanted) {
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
        lastProblem = "";
    }

    private void rejected(String reason) {
        failed.set(1);
        if (!reason.equals(lastProblem)) {
            lastProblem = reason;
            LOG.warnf("topology rejected reason=\"%s\"", reason);
        }
    }
}
