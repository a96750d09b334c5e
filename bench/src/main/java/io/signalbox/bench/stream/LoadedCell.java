package io.signalbox.bench.stream;

import io.signalbox.bench.BenchFiles;
import io.signalbox.bench.LiveHeap;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.process.Packaging;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.world.Operator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and a decision-service as processes of their own, and vantages that send observations at a rate. */
final class LoadedCell implements AutoCloseable {

    /** JVM options for speed, with a heap as in a small container; the sandbox's defaults optimise the start. */
    private static final String JVM = "-XX:TieredStopAtLevel=4 -XX:CompileThresholdScaling=1 -Xmx512m";

    private static final int OK = 200;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Codec<Outcome> OUTCOMES = Codec.of(Outcome.class);

    private final Broker broker;
    private final ServiceProcess service;
    private final Operator viewer;
    private final Topology topology;
    private final LongAdder accepted = new LongAdder();
    private List<VantageLoad> vantages = List.of();

    /** A cell of services with two sites each. Returns when the service is ready. */
    LoadedCell(Path directory, int services) {
        this(directory, services, 2, "");
    }

    /** @param jvm further options of decision-service's JVM */
    LoadedCell(Path directory, int services, int sites, String jvm) {
        broker = Broker.start(directory.resolve("kafka"));
        Path file = ServiceTopology.write(directory, broker, services, sites);
        topology = BenchFiles.topology(file);
        viewer = Operator.create("bench", directory);
        var settings = Map.of(
                "_JAVA_OPTIONS",
                JVM + " " + jvm + " " + System.getProperty("signalbox.bench.jvm", ""),
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrap(),
                "SIGNALBOX_TOPOLOGY",
                file.toString(),
                "SIGNALBOX_OPEN_PATHS",
                "/q/metrics",
                "SIGNALBOX_TOKENS",
                viewer.tokens().toString(),
                "SIGNALBOX_CELL",
                ServiceTopology.CELL,
                "SIGNALBOX_TOPICS_REPLICATION_FACTOR",
                "1");
        service = new ServiceProcess("decision-service", "decision", Packaging.JVM, settings, directory);
        broker.awaitReady();
        service.start();
        service.awaitReady();
        settle();
        Set<String> topics = topics();
        vantages = topology.vantages().stream()
                .map(vantage -> new VantageLoad(
                        broker.bootstrap(), topic(topics, vantage), CheckMessages.of(topology, vantage), accepted))
                .toList();
    }

    private Set<String> topics() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker's topics cannot be listed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while listing topics", e);
        }
    }

    /** A service from before there was a topic for each vantage reads one for all. */
    private static String topic(Set<String> existing, VantageName vantage) {
        String own = Topics.observations(vantage);
        return existing.contains(own) ? own : Topics.OBSERVATIONS;
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

    /** When Kafka stored the observation that makes a lost site DOWN by majority, in milliseconds; -1 until then. */
    long decidedAt(ServiceName service) {
        return vantages.stream()
                .map(vantage -> vantage.decidedAt(service))
                .filter(Objects::nonNull)
                .sorted()
                .skip(vantages.size() / 2)
                .findFirst()
                .orElse(-1L);
    }

    void kill() {
        service.kill();
    }

    /** Starts the service again. Returns when it is ready. */
    void start() {
        service.start();
        service.awaitReady();
    }

    long liveHeap() {
        return LiveHeap.of(service.pid());
    }

    /** Gets a path of the service as a person who may read. @return the length of the body */
    int get(String path) {
        var request = HttpRequest.newBuilder(URI.create(service.uri() + path))
                .header("Authorization", "Bearer " + viewer.token())
                .build();
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != OK) {
                throw new IllegalStateException(path + " was answered with " + response.statusCode());
            }
            return response.body().length;
        } catch (IOException e) {
            throw new UncheckedIOException("no answer to " + path + ", see " + service.log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + path, e);
        }
    }

    /** An order that is in effect, in milliseconds of the wall clock. */
    record Ordered(long sentAt, long answeredAt) {}

    Ordered freeze(ServiceName frozen, String why) {
        var request = HttpRequest.newBuilder(service.uri().resolve("/api/v1/services/" + frozen + "/freeze"))
                .header("Authorization", "Bearer " + viewer.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"why\": \"" + why + "\"}"))
                .build();
        try {
            long sent = System.currentTimeMillis();
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            long now = System.currentTimeMillis();
            if (response.statusCode() != OK) {
                throw new IllegalStateException("the freeze of " + frozen + " was answered with "
                        + response.statusCode() + ": " + response.body());
            }
            return new Ordered(sent, now);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer to a freeze, see " + service.log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while freezing", e);
        }
    }

    URI uri() {
        return service.uri();
    }

    String token() {
        return viewer.token();
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
