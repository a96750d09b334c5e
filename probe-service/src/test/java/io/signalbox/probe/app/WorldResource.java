package io.signalbox.probe.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.signalbox.probe.access.Tokens;
import io.signalbox.probe.sites.Site;
import io.signalbox.sandbox.kafka.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** What the service meets outside: a broker, a site, a reference and a topology file. */
public class WorldResource implements QuarkusTestResourceLifecycleManager {

    private static final String TOPOLOGY = """
            cells:
              - {name: us-west-2, bootstrap: "%s"}
              - {name: eu-central-1, bootstrap: "127.0.0.1:1"}
            vantages: [us-east-1, eu-west-1, us-west-2]
            references: ["127.0.0.1:%d"]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [127.0.0.1]}}
                probes:
                  - {name: health, http: {path: /healthz, port: %d, expect: {body: ok}}, interval: %s, timeout: 500ms}
                  - {name: port, tcp: {port: %d}, interval: 200ms, timeout: 150ms}
                  - {name: job, watchOnly: true, heartbeat: {timeout: 1h}, interval: 200ms}
                  - {name: rare, watchOnly: true, tcp: {port: %d}, interval: 1h}
            """;

    static Broker broker;
    static Site site;
    static Site reference;
    static Path topology;

    @Override
    public Map<String, String> start() {
        site = Site.answering(Site.ok("all ok"));
        reference = new Site(Site::hang);
        try {
            Path directory = Files.createTempDirectory("probe-test");
            broker = Broker.start(directory.resolve("kafka"));
            broker.awaitReady();
            topology = directory.resolve("topology.yaml");
            write("600ms");
            Path tokens = Files.writeString(
                    directory.resolve("tokens"),
                    "job heartbeat " + Tokens.sha256("beat-it") + "\nother heartbeat:orders/us-east-1/other "
                            + Tokens.sha256("beat-another") + "\none heartbeat:orders/us-east-1/job "
                            + Tokens.sha256("beat-one") + "\nops operator " + Tokens.sha256("probe-it")
                            + "\nsee viewer " + Tokens.sha256("see-it") + "\n");
            return Map.of(
                    "signalbox.topology",
                    topology.toString(),
                    "signalbox.vantage",
                    "eu-west-1",
                    "signalbox.source-address",
                    "127.0.0.5",
                    "signalbox.topology-reload",
                    "200ms",
                    "signalbox.tokens",
                    tokens.toString(),
                    "signalbox.once.allow",
                    "127.0.0.1, localhost:" + site.port() + ", *.invalid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param interval of the check named health */
    static void write(String interval) throws IOException {
        replace(TOPOLOGY.formatted(
                broker.bootstrap(), reference.port(), site.port(), interval, site.port(), site.port()));
    }

    /** At once, so that no half of a file is ever read. */
    static void replace(String text) throws IOException {
        Path next = Files.writeString(topology.resolveSibling("next.yaml"), text);
        Files.move(next, topology, StandardCopyOption.ATOMIC_MOVE);
    }

    static void createTopic(String name) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            var topic = new NewTopic(name, 2, (short) 1).configs(Map.of("message.timestamp.type", "LogAppendTime"));
            admin.createTopics(List.of(topic)).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
        site.close();
        reference.close();
    }
}
