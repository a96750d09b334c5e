package io.signalbox.bench;

import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.reader.Candidate;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.decision.backtest.BacktestOrder;
import io.signalbox.decision.backtest.BacktestRun;
import io.signalbox.decision.backtest.Backtests;
import io.signalbox.decision.core.backtest.BacktestReport;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.CellTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * {@code make bench-backtest}: replays an hour of 1,000 checks at 1 Hz from a real broker under two policies: 100
 * services, two sites, five vantages, ten outages of five minutes.
 */
public final class BacktestBench {

    private static final int SERVICES = 100;
    private static final double NANOS = 1e9;

    private BacktestBench() {}

    public static void main(String[] arguments) throws IOException, InvalidTopologyException {
        Path directory = TemporaryFolders.create("signalbox-backtest-");
        try (Broker broker = Broker.start(directory.resolve("kafka"))) {
            broker.awaitReady();
            Topology topology = topology(directory);
            CellTopics.create(broker, topology.vantages().toArray(VantageName[]::new));
            Instant begin =
                    Instant.ofEpochSecond(Instant.now().getEpochSecond()).minus(Duration.ofHours(2));
            var hour = new HourOfObservations(topology, begin);
            long sent = hour.produce(broker.bootstrap());
            System.out.printf("%d observations are in Kafka%n", sent);
            measure(broker, topology, begin, hour, sent);
        } finally {
            TemporaryFolders.delete(directory);
        }
    }

    private static void measure(Broker broker, Topology topology, Instant begin, HourOfObservations hour, long sent)
            throws InvalidTopologyException {
        var order = new BacktestOrder(
                topology, candidate(topology), begin, begin.plus(Duration.ofHours(1)), Duration.ofMinutes(5));
        var settings = Backtests.settings(Map.of("bootstrap.servers", broker.bootstrap()));
        long started = System.nanoTime();
        BacktestReport report;
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            report = Objects.requireNonNull(
                    new BacktestRun(order, topology.cells().getFirst().name()).perform(consumer));
        }
        double seconds = (System.nanoTime() - started) / NANOS;
        System.out.printf(
                "today: %d moves, candidate: %d moves, missed outages: %d%n",
                report.today().moves(),
                report.candidate().moves(),
                report.difference().missedOutages().size());
        if (report.observations() != sent || report.today().moves() < hour.outages()) {
            throw new IllegalStateException("the replay is incomplete: " + report.observations() + " of " + sent
                    + " observations, " + report.today().moves() + " moves for " + hour.outages() + " outages");
        }
        System.out.printf("RESULT bench-backtest seconds=%.1f observations=%d%n", seconds, sent);
    }

    private static Topology topology(Path directory) throws IOException, InvalidTopologyException {
        var yaml = new StringBuilder("""
                cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
                vantages: [us-east-1, eu-west-1, us-west-2, ap-south-1, sa-east-1]
                defaults: {interval: 1s, timeout: 500ms, fall: 3, rise: 2}
                services:
                """);
        for (int number = 0; number < SERVICES; number++) {
            yaml.append("""
                      service-%1$d:
                        hostname: service-%1$d.example.com
                        dns: {zone: example.com}
                        sites:
                          - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                          - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                        probes: [{name: health, tcp: {port: 443}}]
                    """.formatted(number));
        }
        Path file = Files.writeString(directory.resolve("topology.yaml"), yaml);
        return TopologySource.open(Optional.of(file), Map.of()).current();
    }

    private static Topology candidate(Topology topology) throws InvalidTopologyException {
        var services = new ArrayList<Service>();
        for (Service service : topology.services()) {
            services.add(Candidate.read(
                    "{policy: {quorum: all, minDownFor: 10s, failback: {stableFor: 2m}}, probes: {fall: 5}}",
                    service,
                    topology));
        }
        return new Topology(
                topology.cells(),
                topology.vantages(),
                topology.references(),
                services,
                topology.governor(),
                AllowedAddresses.NONE,
                topology.digest());
    }
}
