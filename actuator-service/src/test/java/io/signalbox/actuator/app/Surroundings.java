package io.signalbox.actuator.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.signalbox.contract.Topics;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.ssm.Ssm;
import io.signalbox.sandbox.sts.Sts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker with the topics, a Route 53 and its name server, the rest of AWS, and a topology, for the service as Quarkus runs it. */
public class Surroundings implements QuarkusTestResourceLifecycleManager {

    static final String[] SERVICES = {"orders", "billing", "checkout", "payments"};

    private Broker broker;
    private Route53 route53;
    private NameServer nameServer;
    private Ssm ssm;
    private Cloud cloud;
    private Sts sts;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createDirectories(Path.of("target", "surroundings"));
            Path topology = Files.writeString(directory.resolve("topology.yaml"), topology(""));
            broker = Broker.start(Files.createTempDirectory(directory.toAbsolutePath(), "broker"));
            route53 = Route53.start(Pace.INSTANT);
            route53.createZone("example.com");
            nameServer = NameServer.start(route53, Map.of());
            ssm = Ssm.start();
            cloud = Cloud.start();
            sts = Sts.start(new Identities());
            cloud.ecs().put("us-west-2", "shop", "payments", 2);
            broker.awaitReady();
            createTopics();
            Map<String, String> endpoints = endpoints();
            // The SDK reads them where it finds them, which is not Quarkus's configuration.
            endpoints.forEach(System::setProperty);
            return settings(topology, endpoints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> endpoints() {
        return Map.of(
                "aws.endpointUrlSts", sts.endpoint().toString(),
                "aws.endpointUrlSsm", ssm.endpoint().toString(),
                "aws.endpointUrlEcs", cloud.endpoint().toString(),
                "aws.endpointUrlApplicationAutoScaling", cloud.endpoint().toString());
    }

    private Map<String, String> settings(Path topology, Map<String, String> endpoints) {
        var settings = new HashMap<>(endpoints);
        settings.putAll(Map.ofEntries(
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("signalbox.cell", "us-west-2"),
                Map.entry("signalbox.route53.requests-per-second", "1000"),
                Map.entry("signalbox.topology", topology.toAbsolutePath().toString()),
                Map.entry(
                        "signalbox.dns.servers",
                        "127.0.0.1:" + nameServer.address().getPort()),
                Map.entry("kafka.bootstrap.servers", broker.bootstrap()),
                Map.entry(
                        "quarkus.route53.endpoint-override", route53.endpoint().toString()),
                Map.entry("quarkus.route53.aws.region", "us-east-1"),
                Map.entry("quarkus.route53.aws.credentials.type", "static"),
                Map.entry("quarkus.route53.aws.credentials.static-provider.access-key-id", "actuator"),
                Map.entry("quarkus.route53.aws.credentials.static-provider.secret-access-key", "secret")));
        return settings;
    }

    /** @param plans of each service, in one line; empty for none */
    static String topology(String plans) {
        var text = new StringBuilder("""
                cells: [{name: us-west-2, bootstrap: "127.0.0.1:9092"}]
                vantages: [us-east-1, eu-west-1, us-west-2]
                services:
                """);
        for (String name : SERVICES) {
            text.append("""
                      NAME:
                        hostname: NAME.example.com
                        dns: {zone: example.com}
                        sites:
                          - {name: us-east-1, priority: 1, address: {ipv4: [127.0.10.1]}}
                          - {name: us-west-2, priority: 2, address: {ipv4: [127.0.10.2]}}
                        probes:
                          - {name: port, tcp: {port: 8080}}
                    """.replace("NAME", name));
            if (!plans.isEmpty()) {
                text.append("    plans: ").append(plans).append('\n');
            }
        }
        return text.toString();
    }

    private void createTopics() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(Stream.of(Topics.COMMANDS, Topics.OUTCOMES, Topics.REJECTED)
                            .map(name -> new NewTopic(name, Optional.of(3), Optional.of((short) 1)))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (ssm != null && cloud != null) {
            endpoints().keySet().forEach(System::clearProperty);
        }
        if (broker != null) {
            broker.close();
        }
        if (cloud != null) {
            cloud.close();
            sts.close();
        }
        if (ssm != null) {
            ssm.close();
        }
        if (nameServer != null) {
            nameServer.close();
        }
        if (route53 != null) {
            route53.close();
        }
    }
}
