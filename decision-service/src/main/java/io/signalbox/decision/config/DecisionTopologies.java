package io.signalbox.decision.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologyFollower;
import io.signalbox.contract.topology.yaml.YamlProblem;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The topology in force. A broken file prevents the start; later it changes nothing. */
@ApplicationScoped
public class DecisionTopologies implements Supplier<Topology>, TopologyFollower.Listener {

    private static final Logger LOG = Logger.getLogger(DecisionTopologies.class);
    private static final int EXIT_CODE = 2;

    private final DecisionConfig config;
    private volatile @Nullable TopologyFollower follower;

    @Inject
    DecisionTopologies(DecisionConfig config, MeterRegistry metrics) {
        this.config = config;
        metrics.gauge("signalbox_topology_reload_failed", this, self -> self.isBroken() ? 1 : 0);
    }

    void open(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        try {
            follower = TopologyFollower.open(
                    config.topology(),
                    System.getenv(),
                    config.cell(),
                    config.kafka().security());
        } catch (InvalidTopologyException e) {
            // No service has started yet, so the process ends at once.
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    @Override
    public Topology get() {
        TopologyFollower opened = follower;
        if (opened == null) {
            throw new IllegalStateException("the topology has not been read yet");
        }
        return opened.current();
    }

    public CellName cell() {
        return new CellName(config.cell());
    }

    private boolean isBroken() {
        TopologyFollower opened = follower;
        return opened != null && !opened.problems().isEmpty();
    }

    @Scheduled(every = "${signalbox.topology-reload:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reload() {
        TopologyFollower opened = follower;
        if (opened != null) {
            opened.look(this);
        }
    }

    @Override
    public void replaced(Topology before, Topology after) {
        LOG.infof("topology replaced from=%s to=%s", before.digest(), after.digest());
    }

    @Override
    public void rejected(List<YamlProblem> problems) {
        LOG.warnf("topology rejected, the previous one stays in force reason=%s", problems);
    }
}
