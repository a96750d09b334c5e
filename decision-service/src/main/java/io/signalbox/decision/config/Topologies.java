package io.signalbox.decision.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.Reload;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.contract.topology.yaml.Problem;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The current topology. An invalid file prevents the start; later, the previous topology stays in force. */
@ApplicationScoped
public class Topologies implements Supplier<Topology> {

    private static final Logger LOG = Logger.getLogger(Topologies.class);
    private static final int EXIT_CODE = 2;

    private final DecisionConfig config;
    private volatile @Nullable TopologySource source;
    private volatile List<Problem> problems = List.of();

    @Inject
    Topologies(DecisionConfig config, MeterRegistry metrics) {
        this.config = config;
        metrics.gauge("signalbox_topology_reload_failed", this, self -> self.problems.isEmpty() ? 0 : 1);
    }

    void open(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        try {
            TopologySource opened = TopologySource.open(config.topology(), System.getenv());
            requireCell(opened.current());
            source = opened;
        } catch (InvalidTopologyException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    /** Nothing has begun yet that would have to be ended in order. */
    private static void refuse(String problems) {
        System.err.println(problems);
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    private void requireCell(Topology topology) {
        var names = topology.cells().stream().map(cell -> cell.name().value()).toList();
        if (!names.contains(config.cell())) {
            refuse("signalbox.cell: expected one of the topology's cells " + names + ", got \"" + config.cell() + "\"");
        }
    }

    @Override
    public Topology get() {
        return opened().current();
    }

    public CellName cell() {
        return new CellName(config.cell());
    }

    @Scheduled(every = "${signalbox.topology-reload:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reload() {
        TopologySource opened = source;
        if (opened != null) {
            reload(opened);
        }
    }

    private void reload(TopologySource opened) {
        switch (opened.reload()) {
            case Reload.Unchanged _ -> problems = List.of();
            case Reload.Replaced(Topology before, Topology after) -> {
                problems = List.of();
                LOG.infof("topology replaced from=%s to=%s", before.digest(), after.digest());
            }
            case Reload.Rejected(List<Problem> found) -> {
                if (!found.equals(problems)) {
                    LOG.warnf("topology rejected, the former stays in force reason=%s", found);
                }
                problems = found;
            }
        }
    }

    private TopologySource opened() {
        TopologySource opened = source;
        if (opened == null) {
            throw new IllegalStateException("the topology has not been read yet");
        }
        return opened;
    }
}
