package io.signalbox.probe.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.probe.alarm.AlarmRegions;
import io.signalbox.probe.alarm.CloudWatchAlarms;
import io.signalbox.probe.alarm.CloudWatchClients;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.core.BlindTime;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.HeartbeatRegistry;
import io.signalbox.probe.engine.EngineContext;
import io.signalbox.probe.engine.EventLoops;
import io.signalbox.probe.engine.ProbeEngine;
import io.signalbox.probe.kafka.CellHeartbeats;
import io.signalbox.probe.kafka.CellPublishers;
import io.signalbox.probe.kafka.ConsumerFactory;
import io.signalbox.probe.kafka.HeartbeatFilter;
import io.signalbox.probe.kafka.HeartbeatSync;
import io.signalbox.probe.kafka.ProducerFactory;
import io.signalbox.probe.wire.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts and stops the service. If the configuration is invalid, prints every problem and exits. */
@ApplicationScoped
public class Prober {

    private static final Logger LOG = Logger.getLogger(Prober.class);
    /** The time that percentiles cover: at least two scrapes, so that each sees every start. */
    private static final Duration RECENTLY = Duration.ofSeconds(45);

    private static final int RUN_LENGTH = 8;

    private final ProbeSettings settings;
    private final ProducerFactory producers;
    private final ConsumerFactory consumers;
    private final MeterRegistry metrics;
    private final CollectorRegistry collectors;
    private final BlindTime blindTime = new BlindTime();
    private final HeartbeatRegistry heartbeats = new HeartbeatRegistry(blindTime);
    private volatile @Nullable RunningProber running;

    Prober(
            ProbeSettings settings,
            ProducerFactory producers,
            ConsumerFactory consumers,
            MeterRegistry metrics,
            CollectorRegistry collectors) {
        this.settings = settings;
        this.producers = producers;
        this.consumers = consumers;
        this.metrics = metrics;
        this.collectors = collectors;
    }

    void begin(@Observes StartupEvent event) {
        switch (StartConditions.of(settings, System.getenv())) {
            case StartConditions.Ready ready -> begin(ready);
            case StartConditions.Refused refused -> refuse(refused);
        }
    }

    /** Empty before the start, and if the start failed. */
    Optional<RunningProber> running() {
        return Optional.ofNullable(running);
    }

    HeartbeatRegistry heartbeats() {
        return heartbeats;
    }

    private void refuse(StartConditions.Refused refused) {
        refused.problems().forEach(System.err::println);
        Quarkus.asyncExit(1);
    }

    private void begin(StartConditions.Ready ready) {
        var topology = ready.source().current();
        String run = UUID.randomUUID().toString().substring(0, RUN_LENGTH);
        var network = new Network(new TlsClient(null), ready.sourceAddress());
        var cells = new CellPublishers(cell -> producers.producer(cell, "probe-" + ready.vantage()));
        Timer late = lateness(ready.vantage(), "settled");
        Timer lateInDoubt = lateness(ready.vantage(), "in_doubt");
        double rate = settings.cloudwatch().requestsPerSecond();
        var alarms = new AlarmRegions(
                new CloudWatchAlarms(new CloudWatchClients(settings.cloudwatch().endpoint()), rate), rate);
        var checkers = new CheckKinds(network, ready.tls(), heartbeats, alarms);
        var around = new EngineContext(
                ready.vantage(), run, wallClockBegan(), network, checkers, cells, (nanos, inDoubt) -> (inDoubt
                                ? lateInDoubt
                                : late)
                        .record(nanos, TimeUnit.NANOSECONDS));
        var engine = new ProbeEngine(around, new EventLoops(loops()), InstantSource.system());
        var filter = new HeartbeatFilter(metrics.counter("signalbox.heartbeats.ignored")::increment);
        var heartbeatSync = new HeartbeatSync(cell -> cellHeartbeats(cell, ready.vantage(), filter), filter, blindTime);
        var now = new RunningProber(
                ready.vantage(), ready.source(), ready.tls(), network, cells, heartbeatSync, alarms, engine);
        cells.follow(topology.cells());
        heartbeatSync.follow(topology);
        alarms.follow(topology);
        heartbeatSync.start(() -> engine.vantageHealth().healthy());
        engine.start(topology);
        collectors.register(new ProbeCollector(now));
        running = now;
        LOG.infof("probing vantage=%s run=%s digest=%s", ready.vantage(), run, topology.digest());
    }

    private Timer lateness(VantageName vantage, String state) {
        return Timer.builder("signalbox.probe.late")
                .description("Delay of each probe's start")
                .tag("vantage", vantage.value())
                .tag("state", state)
                .publishPercentiles(0.5, 0.99)
                .distributionStatisticExpiry(RECENTLY)
                .register(metrics);
    }

    private CellHeartbeats cellHeartbeats(Cell cell, VantageName vantage, HeartbeatFilter filter) {
        String client = "heartbeats-" + vantage;
        var cellHeartbeats = new CellHeartbeats(
                cell,
                vantage,
                () -> new CellHeartbeats.Clients(consumers.consumer(cell, client), producers.producer(cell, client)),
                filter,
                heartbeats,
                InstantSource.system());
        cellHeartbeats.start();
        return cellHeartbeats;
    }

    /** A client has sent a heartbeat. @return false if no check waits for it */
    boolean beat(CheckName check) {
        long now = System.nanoTime();
        boolean wanted = heartbeats.beat(check, now);
        if (wanted) {
            running().ifPresent(it -> it.heartbeatSync().publish(check, now));
        }
        return wanted;
    }

    /** All vantages use about the same origin, so that they can take turns. */
    private static long wallClockBegan() {
        Instant now = Instant.now();
        return System.nanoTime() - TimeUnit.SECONDS.toNanos(now.getEpochSecond()) - now.getNano();
    }

    /** Fewer loops wake up less often for the same number of probes, and Kafka's client needs a processor too. */
    private int loops() {
        return settings.eventLoops()
                .orElseGet(() -> Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    void end(@Observes ShutdownEvent event) {
        running().ifPresent(RunningProber::close);
    }
}
