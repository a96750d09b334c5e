package io.signalbox.actuator.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.actuator.core.FormerServices;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.Reload;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.contract.topology.yaml.Problem;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The topology in force: read before anything else begins, looked at again every few seconds, never replaced by a broken one. */
@Singleton
public class Topologies {

    private static final Logger LOG = Logger.getLogger(Topologies.class);
    private static final int EXIT_CODE = 2;

    private final Settings settings;
    private final Consumer<String> refuse;
    private final FormerServices former = new FormerServices(InstantSource.system());
    private volatile @Nullable TopologySource source;
    private volatile List<Problem> problems = List.of();

    @Inject
    Topologies(Settings settings, MeterRegistry meters) {
        this(settings, meters, Topologies::halt);
    }

    Topologies(Settings settings, MeterRegistry meters, Consumer<String> refuse) {
        this.settings = settings;
        this.refuse = refuse;
        Gauge.builder("signalbox.topology.reload.failed", this, self -> self.problems.isEmpty() ? 0 : 1)
                .description("1 while the topology's file is broken and an older one stays in force")
                .register(meters);
    }

    void open(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        try {
            source = TopologySource.open(settings.topology(), System.getenv());
        } catch (InvalidTopologyException e) {
            refuse.accept(String.valueOf(e.getMessage()));
            return;
        }
        requireCell();
        LOG.infof(
                "topology in force digest=%s services=%d",
                current().digest(), current().services().size());
    }

    private void requireCell() {
        var cells = current().cells().stream().map(cell -> cell.name().value()).toList();
        if (!cells.contains(settings.cell())) {
            refuse.accept(
                    "signalbox.cell: expected one of the topology's " + cells + ", got \"" + settings.cell() + "\"");
        }
    }

    /** Nothing has begun yet that would have to be ended in order. */
    private static void halt(String problems) {
        System.err.println(problems);
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    public Topology current() {
        return source().current();
    }

    /** How services were described before the topology in force. */
    FormerServices former() {
        return former;
    }

    List<Problem> problems() {
        return problems;
    }

    @Scheduled(
            every = "${signalbox.topology-reload}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ChannelsNotConnected.class)
    void reload() {
        switch (source().reload()) {
            case Reload.Unchanged _ -> problems = List.of();
            case Reload.Replaced(Topology before, Topology after) -> {
                problems = List.of();
                former.replaced(before, after);
                LOG.infof("topology replaced from=%s to=%s", before.digest(), after.digest());
            }
            case Reload.Rejected(List<Problem> found) -> {
                if (!found.equals(problems)) {
                    LOG.warnf("topology rejected, the old one stays in force reason=%s", found);
                }
                problems = found;
            }
        }
    }

    private TopologySource source() {
        TopologySource opened = source;
        if (opened == null) {
            throw new IllegalStateException("the topology has not been read yet");
        }
        return opened;
    }
}
