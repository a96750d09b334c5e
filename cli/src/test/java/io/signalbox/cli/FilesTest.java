package io.signalbox.cli;

import static io.signalbox.cli.ProviderWorld.EAST;
import static io.signalbox.cli.ProviderWorld.settled;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that read a topology, in front of a Route 53 as it speaks. */
class FilesTest {

    private static final Path EXAMPLES = Path.of("../examples");

    @TempDir
    Path folder;

    private ProviderWorld world;

    @BeforeEach
    void start() {
        world = new ProviderWorld(folder, "");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Run run(String... arguments) {
        return Run.of(world.environment(), arguments);
    }

    private String other(String from, String to) throws IOException {
        String text = Files.readString(Path.of(world.file())).replace(from, to);
        return Files.writeString(folder.resolve("other.yaml"), text).toString();
    }

    @Test
    void checkSaysWhatEachLossLeadsTo() {
        Run run = run("topology", "check", world.file());

        assertThat(run.out()).contains("1 service, 3 vantages, 2 cells", "when lost");
        assertThat(run.code()).isZero();
        assertThat(run("topology", "check", "nowhere.yaml").code()).isEqualTo(1);
    }

    @Test
    void explainSaysInSentencesWhatHappensToAService() throws IOException {
        Run run = run("topology", "explain", world.file(), "orders");

        assertThat(run.code()).isZero();
        assertThat(run.lines())
                .contains(
                        "orders: orders.example.com, weighted records in example.com, TTL 1m",
                        "  auto: it decides and acts",
                        "  us-west-2 at 127.0.10.2",
                        "  dns-switch, at most 5m, if it fails: abort")
                .anyMatch(line -> line.startsWith("  2 of 3 vantages must say so: us-east-1, eu-west-1, us-west-2"))
                .anyMatch(line -> line.startsWith("  probe health: every "));
        assertThat(run("topology", "explain", world.file()).lines()).isEqualTo(run.lines());

        Run unknown = run("topology", "explain", world.file(), "shop");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("SERVICE: shop: expected a service of ")
                .contains("[orders]");

        Run never =
                run("topology", "explain", other("    probes:", "    policy: {failback: {mode: never}}\n    probes:"));
        assertThat(never.out()).contains("never by itself: traffic stays until its site is DOWN");
    }

    @Test
    void renderWritesTheTopologyOfAnEnvironment() throws IOException {
        String prod =
                EXAMPLES.resolve("active-passive-ecs/environments/prod.yaml").toString();
        Run run = run("topology", "render", prod);
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("app.everlooksoftware.com", "arn:aws:iam::333333333333:role/signalbox-dns", "mode: manual")
                .doesNotContain("${NAME")
                .contains("${US_EAST_1_ADDRESS:");

        Path rendered = Files.writeString(folder.resolve("rendered.yaml"), run.out());
        assertThat(run("topology", "diff", prod, rendered.toString()).code()).isZero();
        assertThat(run("topology", "diff", prod.replace("prod", "staging"), prod)
                        .code())
                .isOne();

        Run wrong = run("topology", "render", other("services:", "base: nowhere.yaml\nservice:"));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("base: cannot be read", "service: unknown key");
    }

    @Test
    void everyEnvironmentOfTheExamplesIsInOrder() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(EXAMPLES)) {
            files = all.filter(file -> file.getParent().endsWith("environments"))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(5).allSatisfy(file -> assertThat(
                        run("topology", "check", file.toString()).code())
                .isZero());
    }

    @Test
    void diffSaysWhatIsDifferent() throws IOException {
        assertThat(run("topology", "diff", world.file(), world.file()).code()).isZero();

        Run ttl = run("topology", "diff", world.file(), other("ttl: 60s", "ttl: 30s"));
        assertThat(ttl.code()).isEqualTo(1);
        assertThat(ttl.out()).startsWith("~ services.orders.dns: ").contains(" -> ");

        Run site = run("topology", "diff", world.file(), other("127.0.10.2", "127.0.10.3"));
        assertThat(site.out()).contains("~ services.orders.sites.us-west-2.address: ");

        Run name = run("topology", "diff", world.file(), other("  orders:", "  shop:"));
        assertThat(name.lines()).containsExactly("- services.orders", "+ services.shop");

        Run wrong = run("topology", "diff", world.file(), other("ttl: 60s", "ttl: soon"));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("services.orders.dns.ttl");
    }

    @Test
    void iamAndAclsWriteWhatTheServicesWrite() {
        assertThat(run("iam", world.file()).out()).contains("route53:ChangeResourceRecordSets");
        assertThat(run("iam", world.file(), "bootstrap").out()).contains("route53:GetHostedZone");
        assertThat(run("acls", world.file()).out()).startsWith("#!/bin/sh");
        assertThat(run("acls", world.file(), "strimzi").out()).contains("KafkaUser");
        assertThat(run("acls", world.file(), "xml").code()).isEqualTo(2);
    }

    @Test
    void probeMakesTheChecksOnce() {
        Run run = run("probe", "orders/us-east-1", "-f", world.file());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();

        world.stopWest();
        Run refused = run("probe", "orders/us-west-2", "-f", world.file(), "-o", "json");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("\"result\":\"FAILED\"", "REFUSED");
    }

    @Test
    void bootstrapCreatesImportsAndGivesBack() {
        assertThat(run("bootstrap", "plan", world.file()).code()).isEqualTo(2);
        assertThat(run("bootstrap", "apply", world.file()).code()).isZero();
        assertThat(run("bootstrap", "plan", world.file()).code()).isZero();
        assertThat(world.traffic()).isEqualTo(world.trafficAt(EAST));
        Run imported = run("bootstrap", "import", "example.com", "orders.example.com");
        assertThat(imported.code()).isZero();
        assertThat(imported.out()).contains("hostname: orders.example.com");
        assertThat(run("bootstrap", "destroy", world.file()).code()).isEqualTo(1);
        assertThat(run("bootstrap", "destroy", world.file(), "--yes").code()).isZero();
        assertThat(world.traffic()).isEqualTo(world.trafficAt(EAST));
    }

    @Test
    void verifyDoesNothingUnlessItIsSaid() {
        Run run = run("bootstrap", "verify", "scratch.example.com");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("Nothing is done without --yes");
        assertThat(world.route53.calls()).isEmpty();
    }

    @Test
    void doctorLooksAtEverythingAndFindsNoErrorWhereThereIsNone() throws IOException {
        world.seed(settled(7, EAST));

        Run run = run("doctor", "-f", world.file(), "-o", "json");

        JsonNode all = new ObjectMapper().readTree(run.out());
        assertThat(all).extracting(one -> one.path("level").asText()).doesNotContain("error");
        assertThat(all)
                .filteredOn(one -> one.path("level").asText().equals("ok"))
                .extracting(one -> one.path("about").asText())
                .contains(
                        "topology",
                        "identity own",
                        "name orders.example.com",
                        "check orders/us-east-1/health",
                        "check orders/us-west-2/health")
                .anyMatch(about -> about.startsWith("name server "));
        assertThat(run.code()).isZero();
        assertThat(world.changes()).isEmpty();
    }

    @Test
    void doctorSaysWhatDoesNotWorkAndWhatToDo() {
        world.stopWest();

        Run run = run("doctor", "-f", world.file());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.lines())
                .anyMatch(line -> line.matches("warning +name orders.example.com .*signalbox bootstrap plan.*"))
                .anyMatch(line -> line.matches("error +check orders/us-west-2/health +REFUSED.*signalbox probe.*"));
        assertThat(run("doctor", "-f", world.file(), "--no-probes").code()).isZero();
    }

    @Test
    void doctorNamesAMissingZoneAndAServerThatDoesNotAnswer() throws IOException {
        world.seed(settled(7, EAST));
        String elsewhere = other("example.com", "example.org");

        Run zone = run("doctor", "-f", elsewhere, "--no-probes");
        assertThat(zone.code()).isEqualTo(1);
        assertThat(zone.out()).contains("zone-not-found");

        Map<String, String> silent = world.environment();
        silent.put("SIGNALBOX_DNS_SERVERS", "127.0.0.1:9");
        Run server = Run.of(silent, "doctor", "-f", world.file(), "--no-probes");
        assertThat(server.code()).isEqualTo(1);
        assertThat(server.out()).containsPattern("error +name server .*9 for orders.example.com");
    }

    @Test
    void aFileIsNeeded() {
        Run run = run("doctor");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--file: expected a topology, or SIGNALBOX_TOPOLOGY");
    }
}
