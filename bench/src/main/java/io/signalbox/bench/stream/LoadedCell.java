package io.signalbox.bench.stream;

import io.signalbox.bench.BenchFiles;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.process.Packaging;
import io.signalbox.sandbox.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and a decision-service as processes of their own, and vantages that send observations at a rate. */
final class LoadedCell implements AutoCloseable {

    /** JVM options for speed, with a heap as in a small container; the sandbox's defaults optimise the start. */
    private static final String JVM = "-XX:TieredStopAtLevel=4 -XX:CompileThresholdScaling=1 -Xmx512m";

    private static final Codec<Outcome> OUTCOMES = Codec.of(Outcome.class);

    private final Broker broker;
    private final ServiceProcess service;
    private final Topology topology;
    private final LongAdder accepted = new LongAdder();
    private List<VantageLoad> vantages = List.of();

    /** Returns when the service is ready. */
    LoadedCell(Path directory, int services) {
        broker = Broker.start(directory.resolve("kafka"));
        Path file = ServiceTopology.write(directory, broker, services);
        topology = BenchFiles.topology(file);
        var settings = Map.of(
                "_JAVA_OPTIONS",
                JVM + " " + System.getProperty("signalbox.bench.jvm", ""),
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrap(),
                "SIGNALBOX_TOPOLOGY",
                file.toString(),
                "SIGNALBOX_OPEN_PATHS",
                "/q/metrics",
                "SIGNALBOX_CELL",
                ServiceTopology.CELL,
                "SIGNALBOX_TOPICS_REPLICATION_FACTOR",
                "1");
        service = new ServiceProcess("decision-service", "decision", Packaging.JVM, settings, directory);
        broker.awaitReady();
        service.start();
        service.awaitReady();
        settle();
        vantages = topology.vantages().stream()
                .map(vantage ->
                        new VantageLoad(broker.bootstrap(), vantage, CheckMessages.of(topology, vantage), accepted))
                .toList();
    }

    /** Reports a fence for every service, so that decision-service does not wait for an actuator. */
    private void settle() {
        Map<String, Object> to = Map.of("bootstrap.servers", broker.bootstrap(), "acks", "all");
        try (var producer = new KafkaProducer<>(to, new StringSerializer(), new ByteArraySerializer())) {
            for (Service each : topology.services()) {
                var fence =
                        Fence.settled(1, each.sites().getFirst().name(), "bench", new CellName(ServiceTopology.CELL));
                var seen = new FenceSighting(
                        Outcome.VERSION, each.name(), Instant.now(), FenceSighting.Sight.PRESENT, fence, "", null);
                var record = new ProducerRecord<>(Topics.OUTCOMES, each.name().value(), OUTCOMES.write(seen));
                var _ = producer.send(record);
            }
        }
    }

    int checks() {
        return topology.vantages().size()
                * topology.services().stream()
                        .mapToInt(each -> each.sites().size())
                        .sum();
    }

    int sites() {
        return topology.services().stream()
                .mapToInt(each -> each.sites().size())
                .sum();
    }

    void offer(double observationsPerSecond) {
        vantages.forEach(vantage -> vantage.rate(observationsPerSecond / vantages.size()));
    }

    void lose(SiteName site) {
        vantages.forEach(vantage -> vantage.lose(site));
    }

    void lose(ServiceName service, SiteName site) {
        vantages.forEach(vantage -> vantage.lose(service, site));
    }

    Topology topology() {
        return topology;
    }

    /** The active site of every service. */
    SiteName active() {
        return topology.services().getFirst().sites().getFirst().name();
    }

    int services() {
        return topology.services().size();
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    CellReading read() {
        return CellReading.of(service, accepted);
    }

    @Override
    public void close() {
        vantages.forEach(VantageLoad::close);
        service.stop();
        broker.close();
    }
}
