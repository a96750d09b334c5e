package io.signalbox.sandbox.world;

import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kubernetes.Kubernetes;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.s3.S3;
import io.signalbox.sandbox.ssm.Ssm;
import io.signalbox.sandbox.sts.Sts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Creates the service processes. Their settings are those of a deployment, except that all endpoints are on loopback.
 */
final class ServiceFactory {

    /** Service names in the SDK's {@code AWS_ENDPOINT_URL_…} variables. */
    private static final List<String> CLOUD = List.of(
            "ECS", "APPLICATION_AUTO_SCALING", "AUTO_SCALING", "RDS", "CLOUDWATCH", "SNS", "LAMBDA", "CLOUDTRAIL");

    /** The actuators' own request limit, where Route 53 has none. */
    private static final String NO_LIMIT = "1000000";

    private final WorldPlan plan;
    private final Path directory;
    private final TopologyFile topology;

    /** The endpoints that actuators call. */
    record Provider(
            Route53 route53,
            NameServer nameServer,
            Ssm ssm,
            S3 s3,
            Cloud cloud,
            Sts sts,
            Kubernetes kubernetes,
            Optional<UpdatePrimary> primary) {}

    ServiceFactory(WorldPlan plan, Path directory, TopologyFile topology) {
        this.plan = plan;
        this.directory = directory;
        this.topology = topology;
    }

    List<Vantage> vantages(Operator operator, Map<CellName, Broker> brokers, Cloud cloud) {
        return IntStream.range(0, WorldLayout.VANTAGES.size())
                .mapToObj(i -> vantage(WorldLayout.VANTAGES.get(i), i < plan.vantages(), operator, brokers, cloud))
                .toList();
    }

    private Vantage vantage(
            WorldLayout.Place place, boolean running, Operator operator, Map<CellName, Broker> brokers, Cloud cloud) {
        var settings = settings("probe-service");
        settings.put("SIGNALBOX_VANTAGE", place.name());
        settings.put("SIGNALBOX_SOURCE_ADDRESS", place.address());
        settings.put("SIGNALBOX_TOKENS", operator.tokens().toString());
        // On loopback: the page of each vantage needs no token.
        settings.put("SIGNALBOX_OPEN_PATHS", "/api/v1/checks");
        settings.put("SIGNALBOX_KAFKA_CREDENTIALS", credentials(place, brokers).toString());
        settings.put("SIGNALBOX_CLOUDWATCH_ENDPOINT", cloud.endpoint().toString());
        settings.put("AWS_ACCESS_KEY_ID", accessKey(place));
        settings.put("AWS_SECRET_ACCESS_KEY", Permissions.SECRET);
        var prober =
                new ServiceProcess("probe-service", "probe-" + place.name(), plan.packaging(), settings, directory);
        return new Vantage(place.name(), place.address(), running ? Optional.of(prober) : Optional.empty());
    }

    /** A folder for each cell. */
    private Path credentials(WorldLayout.Place place, Map<CellName, Broker> brokers) {
        Path folder = directory.resolve("credentials-probe-" + place.name());
        brokers.forEach((cell, broker) -> broker.security().ifPresent(security -> {
            Path own = security.credentials(AccessTable.name(new VantageName(place.name())));
            link(folder.resolve(cell.value()), own);
        }));
        return folder;
    }

    private static void link(Path link, Path folder) {
        try {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CellProcesses cell(CellName name, Broker broker, Operator operator, Provider provider) {
        return new CellProcesses(
                name,
                broker,
                IntStream.rangeClosed(1, plan.decisions())
                        .mapToObj(number -> decision(name, number, broker, operator))
                        .toList(),
                IntStream.rangeClosed(1, plan.actuators())
                        .mapToObj(number -> actuator(name, number, broker, operator, provider))
                        .toList());
    }

    private ServiceProcess decision(CellName cell, int number, Broker broker, Operator operator) {
        var settings = settings("decision-service", AccessTable.DECISION, cell, broker);
        settings.put("SIGNALBOX_INSTANCE", "decision-" + number);
        settings.put("SIGNALBOX_PEERS_SECRET", operator.peers().toString());
        settings.put("SIGNALBOX_TOKENS", operator.tokens().toString());
        // On loopback: links to these need no token.
        settings.put("SIGNALBOX_OPEN_PATHS", "/q/metrics,/q/openapi");
        settings.put("SIGNALBOX_TOPICS_REPLICATION_FACTOR", "1");
        return new ServiceProcess(
                "decision-service", "decision-" + cell + "-" + number, plan.packaging(), settings, directory);
    }

    private ServiceProcess actuator(CellName cell, int number, Broker broker, Operator operator, Provider provider) {
        var settings = settings("actuator-service", AccessTable.ACTUATOR, cell, broker);
        settings.put(
                "QUARKUS_ROUTE53_ENDPOINT_OVERRIDE",
                provider.route53().endpoint().toString());
        settings.put("QUARKUS_ROUTE53_AWS_REGION", "us-east-1");
        if (Roles.areUsed(plan)) {
            settings.putAll(Roles.settings(provider.sts(), directory));
        } else {
            settings.put("QUARKUS_ROUTE53_AWS_CREDENTIALS_TYPE", "static");
            settings.putAll(credentials(accessKey(cell, number)));
        }
        if (plan.pace().requestsPerSecond() == 0) {
            settings.put("SIGNALBOX_ROUTE53_REQUESTS_PER_SECOND", NO_LIMIT);
        }
        settings.put("AWS_ENDPOINT_URL_SSM", provider.ssm().endpoint().toString());
        settings.put("AWS_ENDPOINT_URL_STS", provider.sts().endpoint().toString());
        settings.put("AWS_ENDPOINT_URL_S3", provider.s3().endpoint().toString());
        CLOUD.forEach(service -> settings.put(
                "AWS_ENDPOINT_URL_" + service, provider.cloud().endpoint().toString()));
        settings.put("SIGNALBOX_DRIFT_CLOUDTRAIL", "true");
        settings.put("SIGNALBOX_RESTORE_KEYS", operator.restores().toString());
        settings.put("SANDBOX_KUBERNETES_TOKEN", provider.kubernetes().token());
        settings.put(
                Horizon.of(plan).setting(),
                "127.0.0.1:" + provider.nameServer().address().getPort());
        provider.primary().ifPresent(primary -> settings.putAll(primary.settings()));
        return new ServiceProcess(
                "actuator-service", "actuator-" + cell + "-" + number, plan.packaging(), settings, directory);
    }

    /** The settings with a user's credentials. */
    static Map<String, String> credentials(String accessKey) {
        return Map.of(
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_ACCESS_KEY_ID",
                accessKey,
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_SECRET_ACCESS_KEY",
                Permissions.SECRET);
    }

    /** Identifies the actuator in Route 53's call log. */
    static String accessKey(CellName cell, int number) {
        return "AKID-" + cell + "-" + number;
    }

    /** Identifies the prober to Amazon CloudWatch. */
    static String accessKey(WorldLayout.Place vantage) {
        return "AKID-probe-" + vantage.name();
    }

    private Map<String, String> settings(String module, String principal, CellName cell, Broker broker) {
        var settings = settings(module);
        settings.put("SIGNALBOX_CELL", cell.value());
        settings.put("KAFKA_BOOTSTRAP_SERVERS", broker.serviceBootstrap());
        settings.put("SIGNALBOX_KAFKA_SECURITY", plan.kafka().toString());
        broker.security()
                .ifPresent(security -> settings.put(
                        "SIGNALBOX_KAFKA_CREDENTIALS",
                        security.credentials(principal).toString()));
        return settings;
    }

    private Map<String, String> settings(String module) {
        var settings = new HashMap<String, String>();
        settings.put("SIGNALBOX_TOPOLOGY", topology.path(module).toString());
        settings.put("SIGNALBOX_TOPOLOGY_RELOAD", "1s");
        return settings;
    }
}
