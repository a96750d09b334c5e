package io.signalbox.sandbox;

import io.signalbox.contract.name.CellName;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.cloud.Kubernetes;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.hooks.WebhookReceiver;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.CellTopics;
import io.signalbox.sandbox.process.Ports;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.s3.S3;
import io.signalbox.sandbox.s3.StoredObject;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.Reference;
import io.signalbox.sandbox.ssm.Ssm;
import io.signalbox.sandbox.watch.DecisionApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that Signalbox meets, on loopback: sites, references, Kafka, Route 53 with live records for the service
 * {@code orders}, its name server, parameters, objects, the other control planes of AWS, an API server of Kubernetes, somebody who
 * takes webhooks, and the services as their real packaged processes. Nothing of it outlives this process.
 */
public final class World implements AutoCloseable {

    /** The system property that names the folder for the worlds' folders; otherwise the temporary one. */
    public static final String FOLDER = "signalbox.worlds";

    private final Path directory;
    private final Route53 route53;
    private final HostedZone zone;
    private final NameServer nameServer;
    private final Ssm ssm;
    private final S3 s3;
    private final Cloud cloud;
    private final Kubernetes kubernetes;
    private final WebhookReceiver hooks;
    private final List<DemoSite> sites;
    private final List<Reference> references;
    private final TopologyFile topology;
    private final Operator operator;
    private final List<Vantage> vantages;
    private final List<Cell> cells;

    private World(WorldPlan plan, Path directory) {
        this.directory = directory;
        route53 = Route53.start(plan.pace());
        zone = route53.createZone(Places.ZONE);
        nameServer = NameServer.start(route53, Map.of());
        ssm = Ssm.start();
        s3 = S3.start();
        cloud = Cloud.start();
        cloud.cloudTrail().follow(route53::calls);
        kubernetes = Kubernetes.start();
        hooks = WebhookReceiver.start();
        int port =
                Ports.freeOn(Stream.concat(Places.SITES.stream().map(Places.Place::address), Places.REFERENCES.stream())
                        .toList());
        sites = Places.SITES.stream()
                .map(site -> DemoSite.start(site.name(), site.address(), port))
                .toList();
        references = Places.REFERENCES.stream()
                .map(address -> Reference.start(address, port))
                .toList();
        Map<CellName, Broker> brokers = new LinkedHashMap<>();
        plan.cells().forEach(cell -> brokers.put(cell, Broker.start(directory.resolve("kafka-" + cell))));
        Map<String, String> bootstraps = new LinkedHashMap<>();
        brokers.forEach((cell, broker) -> bootstraps.put(cell.value(), broker.bootstrap()));
        topology = TopologyFile.write(
                directory,
                plan,
                bootstraps,
                port,
                references.stream().map(Reference::target).toList(),
                StandbySignal.check(plan, route53, s3));
        zone.seed(topology.records(Places.PREFERRED.name()));
        operator = Operator.enrol("demo", directory);
        var services = new Services(plan, directory, topology);
        vantages = services.vantages(operator);
        cells = new ArrayList<>();
        var provider = new Services.Provider(route53, nameServer, ssm, s3, cloud, kubernetes);
        brokers.forEach((cell, broker) -> cells.add(services.cell(cell, broker, operator, provider)));
    }

    /** What the signal says; empty while there is none. */
    public Optional<String> signal() {
        return s3.object(Places.SIGNAL.bucket(), Places.SIGNAL.key()).map(StoredObject::text);
    }

    /** Starts everything and returns when every service is ready. */
    public static World start(WorldPlan plan) {
        var world = create(plan);
        try {
            world.startServices();
            return world;
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
    }

    /** What surrounds the services: it answers, and Kafka begins to start. */
    public static World create(WorldPlan plan) {
        return new World(plan, folder());
    }

    /** All services at once. Returns when every one of them is ready. */
    public void startServices() {
        awaitSurroundings();
        cells.stream().filter(cell -> cell.decisions().isEmpty()).forEach(cell -> CellTopics.create(cell.broker()));
        processes().forEach(ServiceProcess::start);
        processes().forEach(ServiceProcess::awaitReady);
    }

    /** Returns when Kafka serves. Everything else that surrounds the services does so from the beginning. */
    public void awaitSurroundings() {
        cells.forEach(cell -> cell.broker().awaitReady());
    }

    private static Path folder() {
        Path worlds = Path.of(System.getProperty(FOLDER, System.getProperty("java.io.tmpdir")));
        try {
            return Files.createTempDirectory(Files.createDirectories(worlds), "signalbox-");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder in " + worlds, e);
        }
    }

    /** Logs, data and settings of everything. It stays when the world has gone, until {@link #erase}. */
    public Path directory() {
        return directory;
    }

    public Route53 route53() {
        return route53;
    }

    public HostedZone zone() {
        return zone;
    }

    public NameServer nameServer() {
        return nameServer;
    }

    /** The parameters of every region. */
    public Ssm ssm() {
        return ssm;
    }

    /** Without buckets at first. */
    public S3 s3() {
        return s3;
    }

    /** ECS, Auto Scaling, RDS, CloudWatch, SNS, Lambda and routing controls, of every region; empty at first. */
    public Cloud cloud() {
        return cloud;
    }

    /** Without workloads at first. Actuators find its token in {@code SANDBOX_KUBERNETES_TOKEN}. */
    public Kubernetes kubernetes() {
        return kubernetes;
    }

    /** Takes the webhooks of plans and drills, whatever their path. */
    public WebhookReceiver hooks() {
        return hooks;
    }

    public List<DemoSite> sites() {
        return sites;
    }

    /** @throws NoSuchElementException when there is none of that name */
    public DemoSite site(String name) {
        return sites.stream()
                .filter(site -> site.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public DemoSite preferred() {
        return site(Places.PREFERRED.name());
    }

    public DemoSite second() {
        return site(Places.SECOND.name());
    }

    public TopologyFile topology() {
        return topology;
    }

    public Operator operator() {
        return operator;
    }

    public List<Vantage> vantages() {
        return vantages;
    }

    /** @throws NoSuchElementException when there is none of that name */
    public Vantage vantage(String name) {
        return vantages.stream()
                .filter(vantage -> vantage.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public List<Cell> cells() {
        return cells;
    }

    /** The first one. */
    public Cell cell() {
        return cells.getFirst();
    }

    public String hostname() {
        return Places.HOSTNAME;
    }

    public String service() {
        return Places.SERVICE;
    }

    /** As an operator sees it, by way of the first decision-service. */
    public DecisionApi api() {
        return new DecisionApi(cell().decision().uri(), operator.token(), Places.SERVICE);
    }

    /** Breaks the network of one vantage: whatever it sends to sites and references is swallowed. */
    public void cut(Vantage vantage) {
        sites.forEach(site -> site.block(vantage.sourceAddress()));
        references.forEach(reference -> reference.block(vantage.sourceAddress()));
    }

    public void restore(Vantage vantage) {
        sites.forEach(site -> site.unblock(vantage.sourceAddress()));
        references.forEach(reference -> reference.unblock(vantage.sourceAddress()));
    }

    /** All services that this world has, running or not. */
    public List<ServiceProcess> processes() {
        return Stream.of(
                        cells.stream().flatMap(cell -> cell.decisions().stream()),
                        cells.stream().flatMap(cell -> cell.actuators().stream()),
                        vantages.stream().flatMap(vantage -> vantage.prober().stream()))
                .flatMap(each -> each)
                .toList();
    }

    /** Removes its folder: nobody has to look into it any more. */
    public void erase() {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be removed", e);
        }
    }

    @Override
    public void close() {
        processes().forEach(ServiceProcess::close);
        cells.forEach(cell -> cell.broker().close());
        sites.forEach(DemoSite::close);
        references.forEach(Reference::close);
        hooks.close();
        kubernetes.close();
        cloud.close();
        s3.close();
        ssm.close();
        nameServer.close();
        route53.close();
    }
}
