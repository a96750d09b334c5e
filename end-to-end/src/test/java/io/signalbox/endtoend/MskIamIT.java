package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.VantageName;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.MskListener;
import io.signalbox.sandbox.kafka.Security;
import io.signalbox.sandbox.process.Packaging;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.watch.DecisionApi;
import io.signalbox.sandbox.world.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All services log in with AWS credentials at a broker that checks their signatures as Amazon MSK does. */
class MskIamIT {

    private static final VantageName VANTAGE = new VantageName("us-east-1");
    private static final String REGION = "eu-west-1";
    private static final String CELL = "us-west-2";

    @TempDir
    private Path directory;

    private Broker broker;
    private Operator operator;
    private Map<String, String> common;
    private ServiceProcess prober;
    private ServiceProcess decision;
    private ServiceProcess actuator;
    private final List<ServiceProcess> started = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        var security = new Security(directory.resolve("certificates"), List.of(VANTAGE));
        var secrets = new HashMap<String, String>();
        Stream.of(AccessTable.name(VANTAGE), AccessTable.DECISION, AccessTable.ACTUATOR)
                .forEach(principal -> secrets.put(principal, "secret/of+" + principal));
        var listener = new MskListener("MSK", "127.0.0.1", security.authority().identity("broker"), REGION, secrets);
        broker = Broker.start(directory.resolve("broker"), security, listener);
        broker.awaitReady();
        operator = Operator.create("alice", directory);
        Path folder = Files.createDirectories(directory.resolve("credentials"));
        Files.copy(security.authority().certificate(), folder.resolve("ca.crt"));
        String bootstrap = "127.0.0.1:" + broker.port(listener);
        common = Map.of(
                "SIGNALBOX_TOPOLOGY",
                topology(bootstrap).toString(),
                "SIGNALBOX_CELL",
                CELL,
                "SIGNALBOX_VANTAGE",
                VANTAGE.value(),
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrap,
                "SIGNALBOX_KAFKA_SECURITY",
                "msk-iam",
                "SIGNALBOX_KAFKA_CREDENTIALS",
                folder.toString(),
                "SIGNALBOX_TOKENS",
                operator.tokens().toString(),
                "SIGNALBOX_TOPICS_REPLICATION_FACTOR",
                "1",
                "AWS_REGION",
                REGION,
                "AWS_EC2_METADATA_DISABLED",
                "true");
        decision = service("decision-service", AccessTable.DECISION);
        prober = service("probe-service", AccessTable.name(VANTAGE));
        actuator = service("actuator-service", AccessTable.ACTUATOR);
    }

    /** The broker itself is what is probed: a site is UP where it listens. */
    private Path topology(String bootstrap) throws Exception {
        return Files.writeString(directory.resolve("topology.yaml"), """
                cells:
                  - {name: %s, bootstrap: "%s", security: msk-iam}
                vantages: [%s]
                references: ["%s"]
                defaults: {interval: 1s, timeout: 500ms, fall: 2, rise: 2}
                services:
                  orders:
                    hostname: orders.example.com
                    dns: {zone: example.com, types: [A]}
                    sites:
                      - {name: here, priority: 1, address: {ipv4: [127.0.0.1]}}
                      - {name: nowhere, priority: 2, address: {ipv4: [127.0.0.9]}}
                    probes:
                      - {name: port, tcp: {port: %s}}
                    policy: {quorum: 1}
                """.formatted(
                        CELL, bootstrap, VANTAGE, bootstrap, bootstrap.replaceFirst(".*:", "")));
    }

    private ServiceProcess service(String module, String accessKey) {
        var settings = new HashMap<>(common);
        settings.put("AWS_ACCESS_KEY_ID", accessKey);
        settings.put("AWS_SECRET_ACCESS_KEY", "secret/of+" + accessKey);
        return new ServiceProcess(module, module, Packaging.wanted(), settings, directory);
    }

    @AfterEach
    void stop() {
        started.forEach(ServiceProcess::close);
        broker.close();
    }

    private void start(ServiceProcess service, Map<String, String> more) {
        service.start(more);
        started.add(service);
    }

    @Test
    void everyClientOfEveryServiceIsLetIn() throws Exception {
        start(decision, Map.of());
        decision.awaitReady();
        Stream.of(prober, actuator).forEach(service -> start(service, Map.of()));
        Stream.of(prober, actuator).forEach(ServiceProcess::awaitReady);

        var api = new DecisionApi(decision.uri(), operator.token(), "orders");
        Stage.eventually().untilAsserted(() -> assertThat(
                        api.status().sites().stream().map(site -> site.name() + " " + site.verdict()))
                .contains("here " + Verdict.UP, "nowhere " + Verdict.DOWN));
        api.direct("freeze", Map.of("why", "to see an order come back"));
        Stage.eventually().untilAsserted(() -> assertThat(api.status().freeze())
                .hasFieldOrPropertyWithValue("why", "to see an order come back"));
        try (var admin = Admin.create(broker.administrator())) {
            Stage.eventually()
                    .untilAsserted(() -> assertThat(admin.describeConsumerGroups(List.of(AccessTable.ACTUATOR_GROUP))
                                    .all()
                                    .get()
                                    .get(AccessTable.ACTUATOR_GROUP)
                                    .members())
                            .isNotEmpty());
        }
        assertThat(broker.denials()).isEmpty();
        assertThat(List.of(prober, decision, actuator)).allSatisfy(service -> assertThat(service.output())
                .doesNotContain("no access to Kafka")
                .doesNotContain("secret/of"));
    }

    @Test
    void aWrongSecretIsToldAndTheServiceIsNotReady() {
        start(decision, Map.of("AWS_SECRET_ACCESS_KEY", "wrong"));
        Stage.eventually().untilAsserted(() -> assertThat(decision.output())
                .contains(
                        "no access to Kafka reason=\"cell us-west-2: principal access key decision: the broker refuses the"
                                + " AWS credentials"));
        assertThat(decision.ready()).isFalse();
    }
}
