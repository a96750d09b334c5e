package io.signalbox.decision.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.signalbox.sandbox.certificates.Authority;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A cell's surroundings: a real broker, a topology, three tokens, and an issuer of more. */
public class CellResource implements QuarkusTestResourceLifecycleManager {

    static final String OPERATOR_TOKEN = "operators-secret";
    static final String VIEWER_TOKEN = "viewers-secret";
    static final String APPROVER_TOKEN = "approvers-secret";
    static final String BOTH_TOKEN = "secret-of-one-who-is-both";

    static final String PEER_SECRET = "secret-of-the-instances-of-one-cell";
    static final String HOST = "127.0.0.1";
    static final int STREAMS = 4;

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
            policy: {failback: {mode: auto, stableFor: 2s}, twoPersons: true, damping: {halfLife: 1s}}
        """;

    static volatile String bootstrap = "";
    static volatile Path tokens = Path.of("");
    static volatile Issuer issuer;
    static volatile Path peers = Path.of("");
    static volatile Authority certificates;
    static volatile int securePort;

    private Broker broker;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("decision-test");
            broker = Broker.start(directory.resolve("kafka"));
            broker.awaitReady();
            bootstrap = broker.bootstrap();
            Path topology = Files.writeString(directory.resolve("topology.yaml"), topology(bootstrap));
            tokens = directory.resolve("tokens");
            writeTokens(tokenLines());
            issuer = Issuer.start();
            peers = Files.writeString(directory.resolve("peers"), PEER_SECRET + "\n");
            securePort = Ports.free();
            certificates = new Authority("cell", directory.resolve("certificates"));
            certificates.issue(HOST, HOST, Authority.VALID);
            return settings(directory, topology);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(Path directory, Path topology) {
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", bootstrap),
                Map.entry("signalbox.topology", topology.toString()),
                Map.entry("signalbox.tokens", tokens.toString()),
                Map.entry("signalbox.tokens-reload", "1s"),
                Map.entry("signalbox.cell", "us-west-2"),
                Map.entry("signalbox.open-paths", "/q/openapi"),
                Map.entry("signalbox.view.heartbeat", "1s"),
                Map.entry("signalbox.view.readers-of-one", String.valueOf(STREAMS)),
                Map.entry("signalbox.peers.secret", peers.toString()),
                Map.entry("signalbox.tls", certificates.folder(HOST).toString()),
                Map.entry("signalbox.tls-reload", "1s"),
                Map.entry("quarkus.http.insecure-requests", "enabled"),
                Map.entry("quarkus.http.test-ssl-port", String.valueOf(securePort)),
                Map.entry("signalbox.topics.replication-factor", "1"),
                Map.entry("quarkus.oidc.auth-server-url", issuer.url()),
                Map.entry("signalbox.dashboard.client-id", "signalbox-dashboard"),
                Map.entry(
                        "kafka-streams.state.dir", directory.resolve("streams").toString()));
    }

    /** At once, so that no half of the file is ever read. */
    static void writeTokens(String lines) throws IOException {
        Path next = Files.writeString(tokens.resolveSibling("next-tokens"), lines);
        Files.move(next, tokens, StandardCopyOption.ATOMIC_MOVE);
    }

    static String topology(String bootstrap) {
        return TOPOLOGY.formatted(bootstrap);
    }

    static String tokenLines() {
        return String.join(
                        "\n",
                        "# who may call",
                        "ann operator " + sha256(OPERATOR_TOKEN),
                        "viv viewer " + sha256(VIEWER_TOKEN),
                        "abe approver " + sha256(APPROVER_TOKEN),
                        "bea operator,approver " + sha256(BOTH_TOKEN))
                + "\n";
    }

    static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (issuer != null) {
            issuer.close();
        }
        if (broker != null) {
            broker.close();
        }
    }
}
