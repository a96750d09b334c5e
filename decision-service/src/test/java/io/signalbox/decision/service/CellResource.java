package io.signalbox.decision.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.signalbox.sandbox.kafka.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A cell's surroundings: a real broker, a topology and two tokens. */
public class CellResource implements QuarkusTestResourceLifecycleManager {

    static final String OPERATOR_TOKEN = "operators-secret";
    static final String VIEWER_TOKEN = "viewers-secret";

    private static final String TOPOLOGY = """
            cells: [{name: us-west-2, bootstrap: "%s"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            defaults: {interval: 1s, timeout: 500ms, fall: 3, rise: 2}
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                probes:
                  - {name: health, tcp: {port: 8080}}
                policy: {failback: {mode: auto, stableFor: 2s}}
            """;

    static volatile String bootstrap = "";

    private Broker broker;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("decision-test");
            broker = Broker.start(directory.resolve("kafka"));
            broker.awaitReady();
            bootstrap = broker.bootstrap();
            Path topology = Files.writeString(directory.resolve("topology.yaml"), TOPOLOGY.formatted(bootstrap));
            Path tokens = Files.writeString(
                    directory.resolve("tokens"),
                    "# who may call\nann operator " + sha256(OPERATOR_TOKEN) + "\nviv viewer " + sha256(VIEWER_TOKEN)
                            + "\n");
            return Map.of(
                    "kafka.bootstrap.servers",
                    bootstrap,
                    "signalbox.topology",
                    topology.toString(),
                    "signalbox.tokens",
                    tokens.toString(),
                    "signalbox.cell",
                    "us-west-2",
                    "signalbox.topics.replication-factor",
                    "1",
                    "kafka-streams.state.dir",
                    directory.resolve("streams").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
