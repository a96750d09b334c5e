package io.signalbox.actuator.app;

import static io.signalbox.actuator.Orders.HOSTNAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.iam.Policy;
import io.signalbox.sandbox.identity.Identities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The commands, in front of a Route 53 as it speaks. */
abstract class Commanded {

    static final String FENCE = Fence.recordName(HOSTNAME);
    static final String ORDERS = """
            cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com, ttl: 60s}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [127.0.10.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [127.0.10.2]}}
                probes: [{name: health, tcp: {port: 80}}]
            """;

    @TempDir
    Path folder;

    final World world = new World();
    /** Settings beside those for the world's Route 53. */
    final Map<String, String> more = new HashMap<>();

    String topology = ORDERS;
    String said = "";

    @AfterEach
    void close() {
        assertThat(world.route53.audit().violations()).isEmpty();
        world.close();
    }

    /** @return the exit code */
    int command(String... words) {
        var out = new ByteArrayOutputStream();
        int code = run(out, words);
        said = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    int run(ByteArrayOutputStream out, String... words) {
        try (var printer = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            Path file = Files.writeString(Files.createTempFile(folder, "topology", ".yaml"), topology);
            var all = new ArrayList<>(List.of(words));
            all.add(1, file.toString());
            return new BootstrapCommand(printer, printer, settings()).run(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command without a topology. @return the exit code */
    int plain(List<String> command, String... more) {
        var out = new ByteArrayOutputStream();
        try (var printer = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            var all = new ArrayList<>(command);
            all.addAll(List.of(more));
            return new BootstrapCommand(printer, printer, settings()).run(all);
        } finally {
            said = out.toString(StandardCharsets.UTF_8);
        }
    }

    private Map<String, String> settings() {
        var all = new HashMap<>(Map.of(
                "QUARKUS_ROUTE53_ENDPOINT_OVERRIDE",
                world.route53.endpoint().toString(),
                "QUARKUS_ROUTE53_AWS_REGION",
                "us-east-1",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_TYPE",
                "static",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_ACCESS_KEY_ID",
                "operator",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_SECRET_ACCESS_KEY",
                "secret",
                "SIGNALBOX_ROUTE53_REQUESTS_PER_SECOND",
                "1000",
                "SIGNALBOX_DNS_RESOLVERS",
                "127.0.0.1:" + world.nameServer.address().getPort()));
        all.putAll(more);
        return all;
    }

    void allowAllBut(String action) {
        world.identities.addUserWithSecret("operator", "secret");
        world.identities
                .policies()
                .attach("arn:aws:iam::" + Identities.HOME + ":user/operator", Policy.read("""
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "NotAction": "%s", "Resource": "*"}]}""".formatted(action)));
    }

    List<Call> changes() {
        return world.route53.calls().stream()
                .filter(call -> call.operation() == Operation.CHANGE_RECORDS)
                .toList();
    }

    Set<ResourceRecordSet> traffic() {
        return world.stored().stream().filter(ResourceRecordSet::isTraffic).collect(Collectors.toSet());
    }

    Fence fenceNow() {
        String text = world.stored().stream()
                .filter(set -> set.type().equals("TXT"))
                .flatMap(set -> set.values().stream())
                .findFirst()
                .orElseThrow();
        return Fence.parse(text.replace("\"", ""));
    }
}
