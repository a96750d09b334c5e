package io.signalbox.sandbox.world;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.hooks.WebhookReceiver;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.identity.Policies;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.CellTopics;
import io.signalbox.sandbox.kafka.Security;
import io.signalbox.sandbox.kubernetes.Kubernetes;
import io.signalbox.sandbox.mqtt.Device;
import io.signalbox.sandbox.mqtt.DeviceGateway;
import io.signalbox.sandbox.process.Ports;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.s3.S3;
import io.signalbox.sandbox.s3.StoredObject;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.ReferenceServer;
import io.signalbox.sandbox.ssm.Ssm;
import io.signalbox.sandbox.sts.Sts;
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
 * Everything that Signalbox talks to, on loopback: sites, references, Kafka, Route 53 with live records of a
 * service, its name server, SSM parameters, S3 objects, the other AWS control planes, a Kubernetes API server
 * and a webhook receiver; and the services as their real packaged processes. When this process ends, all others end
 * too.
 */
public final class World implements AutoCloseable {

    /** System property: the folder for the worlds' folders. Default: the temporary folder. */
    public static final String FOLDER = "signalbox.worlds";

    /** The secret key of each user. */
    public static final String SECRET = Permissions.SECRET;

    private final Path directory;
    private final Scene scene;
    private final Identities identities = new Identities();
    private final Route53 route53;
    private final HostedZone zone;
    private final NameServer nameServer;
    private final Ssm ssm;
    private final S3 s3;
    private final Cloud cloud;
    private final Sts sts;
    private final Kubernetes kubernetes;
    private final WebhookReceiver hooks;
    private final Gateways gateways;
    private final List<DemoSite> sites;
    private final List<ReferenceServer> references;
    private final Permissions permissions;
    private final TopologyFile topology;
    private final Operator operator;
    private final List<Vantage> vantages;
    private final List<CellProcesses> cells;
    private final Optional<UpdatePrimary> primary;

    private World(WorldPlan plan, Path directory) {
        this.directory = directory;
        scene = Scene.of(plan);
        route53 = Route53.start(plan.pace(), identities);
        var horizon = Horizon.of(plan);
        zone = horizon.zone(route53, Roles.zoneAccount(plan), scene.zone());
        nameServer = horizon.nameServer(route53, scene.aliases());
        primary = UpdatePrimary.of(plan, directory);
        ssm = Ssm.start(identities);
        s3 = S3.start(identities);
        cloud = Cloud.start(identities);
        sts = Sts.start(identities);
        cloud.cloudTrail().follow(route53::calls);
        kubernetes = Kubernetes.start();
        hooks = WebhookReceiver.start();
        int port = Ports.freeOn(
                Stream.concat(scene.sites().stream().map(WorldLayout.Place::address), WorldLayout.REFERENCES.stream())
                        .toList());
        gateways = Gateways.of(plan, scene, directory);
        sites = scene.sites().stream().map(site -> gateways.start(site, port)).toList();
        DemoSite.replicate(sites);
        references = WorldLayout.REFERENCES.stream()
                .map(address -> ReferenceServer.start(address, port))
                .toList();
        Map<CellName, Broker> brokers = new LinkedHashMap<>();
        plan.cells().forEach(cell -> brokers.put(cell, broker(plan, directory, cell)));
        Map<String, String> bootstraps = new LinkedHashMap<>();
        brokers.forEach((cell, broker) -> bootstraps.put(cell.value(), broker.serviceBootstrap()));
        permissions = new Permissions(identities, sts, plan);
        topology = TopologyFile.write(
                directory,
                plan,
                scene,
                bootstraps,
                gateways.variables(),
                port,
                references.stream().map(ReferenceServer::target).toList(),
                SignalHealthCheck.check(plan, route53, s3, cloud.recoveryControl()),
                primary.map(UpdatePrimary::dns).orElseGet(() -> horizon.dns(plan, zone, cloud.recoveryControl())),
                permissions::replaced);
        zone.seed(topology.records(scene.preferred().name()));
        plan.example().ifPresent(example -> new CloudSeed(cloud, ssm).seed(topology.service()));
        operator = Operator.create("demo", directory);
        var services = new ServiceFactory(plan, directory, topology);
        vantages = services.vantages(operator, brokers, cloud);
        cells = new ArrayList<>();
        var provider = new ServiceFactory.Provider(route53, nameServer, ssm, s3, cloud, sts, kubernetes, primary);
        brokers.forEach((cell, broker) -> cells.add(services.cell(cell, broker, operator, provider)));
    }

    private static Broker broker(WorldPlan plan, Path directory, CellName cell) {
        Path own = directory.resolve("kafka-" + cell);
        if (!plan.kafka().encrypted()) {
            return Broker.start(own);
        }
        var vantages = WorldLayout.VANTAGES.stream()
                .map(vantage -> new VantageName(vantage.name()))
                .toList();
        return Broker.start(own, new Security(directory.resolve("credentials-" + cell), vantages));
    }

    /** The content of the signal object; empty while it does not exist. */
    public Optional<String> signal() {
        return s3.object(WorldLayout.SIGNAL.bucket(), WorldLayout.SIGNAL.key()).map(StoredObject::text);
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

    /** Starts everything but the services. Endpoints serve when this returns; Kafka is still starting. */
    public static World create(WorldPlan plan) {
        return new World(plan, folder());
    }

    /** Starts all services at once. Returns when every one is ready. */
    public void startServices() {
        awaitSurroundings();
        var names = vantages.stream().map(Vantage::name).map(VantageName::new).toArray(VantageName[]::new);
        cells.stream()
                .filter(cell -> cell.decisions().isEmpty())
                .forEach(cell -> CellTopics.create(cell.broker(), names));
        processes().forEach(ServiceProcess::start);
        processes().forEach(ServiceProcess::awaitReady);
    }

    /** Runs a command of the actuator with credentials that allow everything. */
    public ServiceProcess.Ended administer(String... arguments) {
        return cell().actuator().command(ServiceFactory.credentials(Permissions.ADMINISTRATOR), arguments);
    }

    /** Returns when Kafka serves. All other endpoints already do. */
    public void awaitSurroundings() {
        cells.forEach(cell -> cell.broker().awaitReady());
    }

    private static Path folder() {
        Path worlds = Path.of(System.getProperty(FOLDER, System.getProperty("java.io.tmpdir")));
        try {
            return Files.createTempDirectory(Files.createDirectories(worlds), "signalbox-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder in " + worlds, e);
        }
    }

    /** Holds all logs, data and settings. Kept after {@link #close}, until {@link #erase}. */
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

    /** The BIND with the zone, in a world with {@link WorldPlan#RFC2136}; Route 53 and its name server then stand idle. */
    public Optional<UpdatePrimary> primary() {
        return primary;
    }

    /** SSM parameters of every region. */
    public Ssm ssm() {
        return ssm;
    }

    /** Has no buckets at first. */
    public S3 s3() {
        return s3;
    }

    /**
     * ECS, Auto Scaling, RDS, CloudWatch, SNS, Lambda, CloudTrail and routing controls of every region; empty at first.
     */
    public Cloud cloud() {
        return cloud;
    }

    /** Trusts nobody at first. */
    public Sts sts() {
        return sts;
    }

    /** Has no workloads at first. Actuators find its token in {@code SANDBOX_KUBERNETES_TOKEN}. */
    public Kubernetes kubernetes() {
        return kubernetes;
    }

    /** Receives the webhooks of plans and drills, on any path. */
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

    /** What a name server answers while that site is active: its address, or its canonical name. */
    public String answer(DemoSite site) {
        return scene.names().getOrDefault(site.name(), site.address());
    }

    /** The MQTT endpoint at a site; empty if devices are not what this world serves. */
    public Optional<DeviceGateway> gateway(DemoSite site) {
        return gateways.of(site.name());
    }

    /** What is burnt into a new device of the service. */
    public Device.Configuration device(String id) {
        return new Device.Configuration(id, hostname(), preferred().port(), gateways.device(id), nameServer.address());
    }

    public DemoSite preferred() {
        return sites.getFirst();
    }

    public DemoSite second() {
        return sites.get(1);
    }

    /** What each process may do, and what was refused. */
    public Policies policies() {
        return identities.policies();
    }

    /** Adds a user who may do everything, whose secret key is {@link #SECRET}. */
    public void addAdministrator(String accessKey) {
        permissions.addAdministrator(accessKey);
    }

    /** Runs {@code plan}, {@code apply} or {@code destroy} with the permissions for that and nothing else. */
    public ServiceProcess.Ended bootstrap(String command, String file, String... more) {
        permissions.bootstraps(Path.of(file));
        return cell().actuator()
                .command(
                        ServiceFactory.credentials(Permissions.BOOTSTRAP),
                        Stream.concat(Stream.of(command, file), Stream.of(more)).toArray(String[]::new));
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

    public List<CellProcesses> cells() {
        return cells;
    }

    /** The first one. */
    public CellProcesses cell() {
        return cells.getFirst();
    }

    public String hostname() {
        return scene.hostname();
    }

    public String service() {
        return scene.service();
    }

    /** The API of the first decision-service, with an operator's token. */
    public DecisionApi api() {
        return new DecisionApi(cell().decision().uri(), operator.token(), scene.service());
    }

    /** Cuts a vantage off: packets from it to sites and references are dropped. */
    public void cut(Vantage vantage) {
        sites.forEach(site -> site.block(vantage.sourceAddress()));
        references.forEach(reference -> reference.block(vantage.sourceAddress()));
    }

    public void restore(Vantage vantage) {
        sites.forEach(site -> site.unblock(vantage.sourceAddress()));
        references.forEach(reference -> reference.unblock(vantage.sourceAddress()));
    }

    /** All services of this world, running or not. */
    public List<ServiceProcess> processes() {
        return Stream.of(
                        cells.stream().flatMap(cell -> cell.decisions().stream()),
                        cells.stream().flatMap(cell -> cell.actuators().stream()),
                        vantages.stream().flatMap(vantage -> vantage.prober().stream()))
                .flatMap(each -> each)
                .toList();
    }

    /** Deletes the world's folder. */
    public void erase() {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be removed", e);
        }
    }

    /** The log lines in which brokers deny an operation to a service or a watcher. Empty if the access table is enough. */
    public List<String> denials() {
        return cells.stream().flatMap(cell -> cell.broker().denials().stream()).toList();
    }

    /** @throws IllegalStateException if a broker has denied an operation, when everything is closed */
    @Override
    public void close() {
        processes().forEach(ServiceProcess::close);
        cells.forEach(cell -> cell.broker().close());
        sites.forEach(DemoSite::close);
        references.forEach(ReferenceServer::close);
        hooks.close();
        kubernetes.close();
        cloud.close();
        sts.close();
        s3.close();
        ssm.close();
        nameServer.close();
        primary.ifPresent(UpdatePrimary::close);
        route53.close();
        if (!denials().isEmpty()) {
            throw new IllegalStateException("Kafka has denied what a process needed:\n" + String.join("\n", denials()));
        }
    }
}
