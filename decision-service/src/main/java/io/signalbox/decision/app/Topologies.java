package io.signalbox.decision.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.contract.CellName;
import io.signalbox.contract.topology.InvalidTopologyException;
import io.signalbox.contract.topology.Reload;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.TopologySource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The topology in force. A broken file at the start stops the start; a broken one later changes nothing. */
@ApplicationScoped
public class Topologies implements Supplier<Topology> {

    private static final Logger LOG = Logger.getLogger(Topologies.class);

    private final TopologySource source;
    private final CellName cell;
    private final AtomicInteger reloadFailed = new AtomicInteger();
    private volatile String lastProblems = "";

    @Inject
    Topologies(DecisionConfig config, MeterRegistry metrics) {
        try {
            source = TopologySource.open(config.topology(), System.getenv());
        } catch (InvalidTopologyException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
        cell = cellOf(config, source.current());
        metrics.gauge("signalbox_topology_reload_failed", reloadFailed);
    }

    private static CellName cellOf(DecisionConfig config, Topology topology) {
        var names = topology.cells().stream().map(cell -> cell.name().value()).toList();
        if (!names.contains(config.cell())) {
            throw new ConfigurationException("signalbox.cell: expected one of the topology's cells " + names
                    + ", got \"" + config.cell() + "\"");
        }
        return new CellName(config.cell());
    }

    @Override
    public Topology get() {
        return source.current();
    }

    public CellName cell() {
        return cell;
    }

    @Scheduled(every = "${signalbox.topology-reload:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reload() {
        switch (source.reload()) {
            case Reload.Unchanged _ -> succeeded();
            case Reload.Replaced replaced -> {
                succeeded();
                LOG.infof(
                        "topology replaced from=%s to=%s",
                        replaced.before().digest(), replaced.after().digest());
            }
            case Reload.Rejected rejected -> failed(rejected.problems().toString());
        }
    }

    private void succeeded() {
        reloadFailed.set(0);
        lastProblems = "";
    }

    private void failed(String problems) {
        reloadFailed.set(1);
        if (!problems.equals(lastProblems)) {
            LOG.warnf("topology rejected, the former one stays in force digest=%s reason=%s", get().digest(), problems);
        }
        lastProblems = problems;
    }
}
