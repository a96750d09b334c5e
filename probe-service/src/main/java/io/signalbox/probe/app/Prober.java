package io.signalbox.probe.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.probe.alarm.AlarmBoard;
import io.signalbox.probe.alarm.CloudWatchAlarms;
import io.signalbox.probe.beat.Beats;
import io.signalbox.probe.core.BlindTime;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.engine.Engine;
import io.signalbox.probe.engine.Loops;
import io.signalbox.probe.engine.Surroundings;
import io.signalbox.probe.kafka.BeatLine;
import io.signalbox.probe.kafka.Cells;
import io.signalbox.probe.kafka.ConsumerFactory;
import io.signalbox.probe.kafka.ProducerFactory;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.TlsClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The service's life: begins when what it was given is in order, says what is not and ends otherwise. */
@ApplicationScoped
public class Prober {

    private static final Logger LOG = Logger.getLogger(Prober.class);
    private static final int RUN_LENGTH = 8;

    private final Settings settings;
    private final ProducerFactory producers;
    private final ConsumerFactory consumers;
    private final MeterRegistry metrics;
    private final CollectorRegistry collectors;
    private final BlindTime blindTime = new BlindTime();
    private final Beats beats = new Beats(blindTime);
    private volatile @Nullable Running running;

    Prober(
            Settings settings,
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
        switch (Start.of(settings, System.getenv())) {
            case Start.Ready ready -> begin(ready);
            case Start.Refused refused -> refuse(refused);
        }
    }

    /** Empty before the start and when the start was refused. */
    Optional<Running> running() {
        return Optional.ofNullable(running);
    }

    /** What clients have pushed. */
    Beats beats() {
        return beats;
    }

    private void refuse(Start.Refused refused) {
        refused.problems().forEach(System.err::println);
        Quarkus.asyncExit(1);
    }

    private void begin(Start.Ready ready) {
        var topology = ready.source().current();
        String run = UUID.randomUUID().toString().substring(0, RUN_LENGTH);
        var network = new Network(new TlsClient(null), ready.sourceAddress());
        var cells = new Cells(cell -> producers.producer(cell, "probe-" + ready.vantage()));
        Timer late = Timer.builder("signalbox.probe.late")
                .description("How long after its time each probe started")
                .tag("vantage", ready.vantage().value())
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        double rate = settings.cloudwatch().requestsPerSecond();
        var alarms = new AlarmBoard(
                new CloudWatchAlarms(new AlarmClients(settings.cloudwatch().endpoint()), rate), rate);
        var inquiries = new Inquiries(network, new Targets(ready.tls(), InstantSource.system()), beats, alarms);
        var around = new Surroundings(
                ready.vantage(),
                run,
                wallClockBegan(),
                network,
                inquiries,
                cells,
                nanos -> late.record(nanos, TimeUnit.NANOSECONDS));
        var engine = new Engine(around, new Loops(loops()), InstantSource.system());
        var hearing = new Hearing(cell -> line(cell, ready.vantage()), blindTime);
        var now = new Running(ready.vantage(), ready.source(), ready.tls(), network, cells, hearing, alarms, engine);
        cells.follow(topology.cells());
        hearing.follow(topology);
        alarms.follow(topology);
        hearing.start(() -> engine.vantageHealth().healthy());
        engine.start(topology);
        collectors.register(new ProbeCollector(now));
        running = now;
        LOG.infof("probing vantage=%s run=%s digest=%s", ready.vantage(), run, topology.digest());
    }

    private BeatLine line(Cell cell, VantageName vantage) {
        String client = "heartbeats-" + vantage;
        var line = new BeatLine(
                cell,
                vantage,
                () -> new BeatLine.Ends(consumers.consumer(cell, client), producers.producer(cell, client)),
                beats,
                InstantSource.system());
        line.start();
        return line;
    }

    /** A heartbeat has come. @return false when no check waits for it */
    boolean beat(CheckName check) {
        long now = System.nanoTime();
        boolean wanted = beats.beat(check, now);
        if (wanted) {
            running().ifPresent(it -> it.hearing().tell(check, now));
        }
        return wanted;
    }

    /** All vantages count from about the same moment, so that they can take turns. */
    private static long wallClockBegan() {
        Instant now = Instant.now();
        return System.nanoTime() - TimeUnit.SECONDS.toNanos(now.getEpochSecond()) - now.getNano();
    }

    /** Fewer loops wake up less often for the same probes, and Kafka's client needs a processor, too. */
    private int loops() {
        return settings.eventLoops()
                .orElseGet(() -> Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    void end(@Observes ShutdownEvent event) {
        running().ifPresent(Running::close);
    }
}
