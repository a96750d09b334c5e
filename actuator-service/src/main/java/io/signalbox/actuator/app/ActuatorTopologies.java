package io.signalbox.actuator.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.actuator.core.FormerServices;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologyFollower;
import io.signalbox.contract.topology.yaml.YamlProblem;
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

/** Reads the topology before anything else starts, and follows its file. */
@Singleton
public class ActuatorTopologies implements TopologyFollower.Listener {

    private static final Logger LOG = Logger.getLogger(ActuatorTopologies.class);
    private static final int EXIT_CODE = 2;

    private final ActuatorSettings settings;
    private final Consumer<String> refuse;
    private final FormerServices former = new FormerServices(InstantSource.system());
    private volatile @Nullable TopologyFollower follower;

    @Inject
    ActuatorTopologies(ActuatorSettings settings, MeterRegistry meters) {
        this(settings, meters, ActuatorTopologies::halt);
    }

    ActuatorTopologies(ActuatorSettings settings, MeterRegistry meters, Consumer<String> refuse) {
        this.settings = settings;
        this.refuse = refuse;
        Gauge.builder(
                        "signalbox.topology.reload.failed",
                        this,
                        self -> self.problems().isEmpty() ? 0 : 1)
                .description("1 while the topology's file is broken and an older one stays in force")
                .register(meters);
    }

    void open(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        try {
            follower = TopologyFollower.open(
                    settings.topology(),
                    System.getenv(),
                    settings.cell(),
                    settings.kafka().security());
            LOG.infof(
                    "topology in force digest=%s services=%d",
                    current().digest(), current().services().size());
        } catch (InvalidTopologyException e) {
            refuse.accept(String.valueOf(e.getMessage()));
        }
    }

    /** No service has started yet, so the process ends at once. */
    private static void halt(String problems) {
        System.err.println(problems);
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    public Topology current() {
        return follower().current();
    }

    /** The service descriptions before the last change of the topology. */
    FormerServices former() {
        return former;
    }

    List<YamlProblem> problems() {
        TopologyFollower opened = follower;
        return opened == null ? List.of() : opened.problems();
    }

    @Scheduled(
            every = "${signalbox.topology-reload}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ChannelsNotConnected.class)
    void reload() {
        follower().look(this);
    }

    @Override
    public void replaced(Topology before, Topology after) {
        former.replaced(before, after);
        LOG.infof("topology replaced from=%s to=%s", before.digest(), after.digest());
    }

    @Override
    public void rejected(List<YamlProblem> problems) {
        LOG.warnf("topology rejected, the previous one stays in force reason=%s", problems);
    }

    private TopologyFollower follower() {
        TopologyFollower opened = follower;
        if (opened == null) {
            throw new IllegalStateException("the topology has not been read yet");
        }
        return opened;
    }
}
