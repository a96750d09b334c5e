package io.signalbox.actuator.app;

import static io.restassured.RestAssured.given;
import static io.signalbox.actuator.app.Cell.EAST;
import static io.signalbox.actuator.app.Cell.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.signalbox.actuator.Orders;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Reply;
import io.signalbox.contract.Command;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.Topics;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.contract.step.Webhook;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.hooks.WebhookReceiver;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The whole service between a real broker, a strict Route 53, a name server and a keeper of parameters. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class ActuatorTest {

    private static final int MANY = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @ConfigProperty(name = "aws.endpointUrlSsm")
    URI parameters;

    @ConfigProperty(name = "aws.endpointUrlEcs")
    URI cloud;

    @ConfigProperty(name = "signalbox.topology")
    Path topology;

    @Inject
    ActuatorTopologies topologies;

    @Inject
    FlakyOutcomes outcomes;

    @Inject
    AuthoritativeServers servers;

    private Cell cell;

    @BeforeEach
    void open() {
        cell = new Cell(bootstrap, topologies.current());
    }

    @AfterEach
    void close() {
        cell.close();
    }

    /** Sends the command and its further attempts until it is no longer in progress. */
    private StepOutcome carryOut(Command command) {
        cell.send(command);
        var last = await().atMost(PATIENCE)
                .until(
                        () -> cell.outcomes(command.plan()).stream()
                                .filter(outcome -> outcome.step() == command.step())
                                .filter(outcome -> outcome.attempt() == command.attempt())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        if (!(last.result() instanceof InProgress waiting)) {
            return last;
        }
        var previous = last.previous().isEmpty() ? command.previous() : last.previous();
        return carryOut(Orders.again(command, waiting.token(), previous));
    }

    private Fence adopted(String service) {
        return carryOut(cell.adopt(service)).fenceSeen();
    }

    private Reply answer(String service) {
        var question = new Question(service + ".example.com", RecordType.A);
        return servers.ask("example.com", List.of(question))
                .getFirst()
                .replies()
                .get(question);
    }

    @Test
    void adoptsThenMovesAndTheNameServersAnswerChanges() {
        Fence first = adopted("orders");
        assertThat(answer("orders")).isEqualTo(new Answered(List.of("127.0.10.1")));

        var move = cell.move("orders", first, WEST);
        var outcome = carryOut(move);

        assertThat(outcome.result()).isInstanceOf(Done.class);
        assertThat(outcome.timings()).containsKeys("received", "answered");
        assertThat(answer("orders")).isEqualTo(new Answered(List.of("127.0.10.2")));
        await().atMost(PATIENCE).until(() -> cell.sightings("orders").stream()
                .map(FenceSighting::fence)
                .toList()
                .contains(move.next()));
    }

    @Test
    void carriesACommandOutAgainWhenItsOutcomeIsLostAndAcknowledgesItOnlyThen() throws Exception {
        Fence first = adopted("billing");
        var service = new ServiceName("billing");
        await().atMost(PATIENCE).until(() -> cell.lag() == 0);
        outcomes.lose(service, MANY);
        var move = cell.move("billing", first, WEST);

        cell.send(move);
        await().atMost(PATIENCE).until(() -> outcomes.leftToLose(service) < MANY);
        assertThat(cell.outcomes(move.plan())).isEmpty();
        assertThat(cell.lag()).isEqualTo(1);

        outcomes.lose(service, 0);
        await().atMost(PATIENCE).until(() -> cell.outcomes(move.plan()).size() == 1);
        assertThat(((InProgress) cell.outcomes(move.plan()).getFirst().result()).accepted())
                .isTrue();
        await().atMost(PATIENCE).until(() -> cell.lag() == 0);
    }

    @Test
    void claimsThenActsUnderItsClaimThenGivesItBack() throws IOException {
        try (var receiver = WebhookReceiver.start()) {
            var size = new SsmPut("us-west-2", "/payments/size", "6");
            var tasks = new EcsScale("us-west-2", "shop", "payments", 6);
            var hook = new Webhook(receiver.uri() + "/hook", null);
            describe(hook);
            actsUnderItsClaim(receiver, size, tasks, hook);
        }
    }

    /** The topology gets a plan with these steps. */
    private void describe(Webhook hook) throws IOException {
        String plan = "{failover: [{ssm-put: {region: us-west-2, name: /payments/size, value: '6'}}, "
                + "{ecs-scale: {region: us-west-2, cluster: shop, service: payments, desired: 6}}, "
                + "{webhook: {url: '" + hook.url() + "'}}, {dns-switch: {}}]}";
        var _ = Files.writeString(topology, Surroundings.topology(plan));
        topologies.reload();
        cell.close();
        open();
        assertThat(cell.service("payments").plans().actions()).hasSize(3);
    }

    private void actsUnderItsClaim(WebhookReceiver receiver, SsmPut size, EcsScale tasks, Webhook told) {
        Fence first = adopted("payments");
        Fence claim = carryOut(cell.claim("payments", first)).fenceSeen();
        assertThat(claim.phase()).isEqualTo(Fence.Phase.MOVING);
        await().atMost(PATIENCE).until(() -> cell.sightings("payments").stream()
                .map(FenceSighting::fence)
                .toList()
                .contains(claim));

        outcomes.lose(new ServiceName("payments"), 1);
        assertThat(carryOut(cell.act("payments", 1, claim, size)).result()).isEqualTo(new Done(List.of()));
        assertThat(parameter("/payments/size")).isEqualTo("6");
        assertThat(carryOut(cell.act("payments", 5, claim, tasks)).result()).isEqualTo(new Done(List.of()));
        assertThat(tasksOf("payments")).isEqualTo(6);

        receiver.fail(Fault.lostAfter(), 1);
        var hook = cell.act("payments", 2, claim, told);
        assertThat(carryOut(hook).result()).isInstanceOf(Failed.class);
        assertThat(carryOut(Orders.again(hook, null)).result()).isEqualTo(new Done(List.of()));
        assertThat(receiver.deliveries()).hasSize(2);
        assertThat(receiver.told()).hasSize(1);

        Fence settled = carryOut(cell.giveBack("payments", 3, claim)).fenceSeen();
        assertThat(settled.phase()).isEqualTo(Fence.Phase.SETTLED);
        Fence next = carryOut(cell.claim("payments", settled)).fenceSeen();

        var late = carryOut(cell.act("payments", 4, claim, size));

        assertThat(late.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(Refusal.STALE_FENCE));
        assertThat(late.fenceSeen()).isEqualTo(next);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("signalbox_ssm_requests_total{action=\"PutParameter\",result=\"ok\"} 1.0"))
                .body(containsString("signalbox_webhook_requests_total"));
    }

    private String parameter(String name) {
        try (var client = client(SsmClient.builder(), parameters)) {
            return client.getParameter(request -> request.name(name))
                    .parameter()
                    .value();
        }
    }

    private int tasksOf(String service) {
        try (var client = client(EcsClient.builder(), cloud)) {
            return client.describeServices(request -> request.cluster("shop").services(service))
                    .services()
                    .getFirst()
                    .desiredCount();
        }
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, URI endpoint) {
        return builder.region(Region.US_WEST_2)
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Test
    void rejectsWhatIsNoCommandAndGoesOn() {
        byte[] nonsense = "no command".getBytes(StandardCharsets.UTF_8);

        cell.send("checkout", nonsense);
        Fence first = adopted("checkout");

        assertThat(first.active()).isEqualTo(EAST);
        var rejected = await().atMost(PATIENCE).until(() -> cell.records(Topics.REJECTED), found -> !found.isEmpty());
        assertThat(rejected).anySatisfy(record -> {
            assertThat(record.key()).isEqualTo("checkout");
            assertThat(record.value()).isEqualTo(nonsense);
            assertThat(record.headers().lastHeader("topic").value()).asString().isEqualTo(Topics.COMMANDS);
            assertThat(record.headers().lastHeader("cause").value()).asString().contains("Command");
        });
        given().get("/q/metrics").then().statusCode(200).body(containsString("signalbox_rejected_total"));
    }

    @Test
    void isReadyAndTellsWhatItCounts() {
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("topology")));
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("signalbox_topology_reload_failed"))
                .body(containsString(
                        "signalbox_route53_requests_total{action=\"ListHostedZonesByName\",result=\"ok\"}"));
    }
}
