package io.signalbox.actuator.app;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.s3.S3;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HealthCheck;
import software.amazon.awssdk.services.route53.model.HealthCheckType;

/** The commands, where records refer to health checks. */
@Timeout(60)
class HealthChecksCommandTest extends Commanded {

    private static final String FAILOVER = ORDERS.replace("ttl: 60s", "ttl: 60s, routing: failover")
            .replace("address: {ipv4: [127.0.10.1]}", "address: {ipv4: [127.0.10.1]}, healthCheck: orders-east")
            .replace("address: {ipv4: [127.0.10.2]}", "address: {ipv4: [127.0.10.2]}, healthCheck: orders-west")
            .replace("tcp: {port: 80}", "http: {path: /healthz, secure: true}");

    private static final String SIGNALLED = FAILOVER.replace(
                    "routing: failover",
                    "routing: failover, signal: {bucket: orders-signal, key: signalbox/orders, region: us-west-2}")
            .replace(", healthCheck: orders-west", "");

    private final Route53Client client = World.client(world.route53);

    @BeforeEach
    void withFailover() {
        topology = FAILOVER;
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    private Optional<HealthCheck> check(String name) {
        return client.listHealthChecks().healthChecks().stream()
                .filter(check -> check.callerReference().equals("signalbox:" + name))
                .findFirst();
    }

    private String id(String name) {
        return check(name).orElseThrow().id();
    }

    private long made() {
        return client.listHealthChecks().healthChecks().size();
    }

    @Test
    void oneThatMayNotBeMadeFailsAtOnceAndSaysSo() {
        allowAllBut("route53:CreateHealthCheck");

        assertThat(command("apply")).isEqualTo(1);
        assertThat(said).contains("is not authorized to perform: route53:CreateHealthCheck on resource: ");
        assertThat(world.identities.policies().refusals()).hasSize(1);
    }

    @Test
    void areMadeBeforeTheRecordsThatReferToThem() {
        assertThat(command("plan")).isEqualTo(2);
        assertThat(said)
                .contains(
                        "+ health check orders-east of us-east-1: HTTPS 127.0.10.1:443/healthz as orders.example.com",
                        "+ health check orders-west of us-west-2: HTTPS 127.0.10.2:443/healthz as orders.example.com",
                        "health check orders-east ttl 60 127.0.10.1");
        assertThat(made()).isZero();

        assertThat(command("apply")).as(said).isZero();
        assertThat(made()).isEqualTo(2);
        var config = check("orders-east").orElseThrow().healthCheckConfig();
        assertThat(config.type()).isEqualTo(HealthCheckType.HTTPS);
        assertThat(config.enableSNI()).isTrue();
        assertThat(traffic())
                .filteredOn(set -> "us-east-1".equals(set.setIdentifier()))
                .extracting(ResourceRecordSet::healthCheckId)
                .containsExactly(id("orders-east"));

        assertThat(command("plan")).as(said).isZero();
        assertThat(said).contains("same: health checks are as they should be", "same: is at us-east-1, epoch 1");
        assertThat(command("apply")).isZero();
        assertThat(made()).isEqualTo(2);
        assertThat(changes()).hasSize(1);
    }

    @Test
    void anAnswerThatIsLostLeavesOneOfEach() {
        world.route53.faults().inject(Operation.CREATE_HEALTH_CHECK, Fault.lostAfter());

        assertThat(command("apply")).as(said).isZero();
        assertThat(made()).isEqualTo(2);
    }

    @Test
    void whatAsksSomethingElseIsChangedAndKeepsItsId() {
        assertThat(command("apply")).isZero();
        String id = id("orders-east");
        topology = FAILOVER.replace("/healthz", "/ready");

        assertThat(command("plan")).isEqualTo(2);
        assertThat(said)
                .contains("~ health check orders-east of us-east-1: HTTPS 127.0.10.1:443/healthz as"
                        + " orders.example.com becomes HTTPS 127.0.10.1:443/ready as orders.example.com");
        assertThat(command("apply")).as(said).isZero();
        assertThat(id("orders-east")).isEqualTo(id);
        assertThat(check("orders-east").orElseThrow().healthCheckConfig().resourcePath())
                .isEqualTo("/ready");
        assertThat(changes()).hasSize(1);
    }

    @Test
    void whatRoute53DoesNotChangeNeedsAnotherName() {
        assertThat(command("apply")).isZero();
        topology = FAILOVER.replace(", secure: true", "");

        assertThat(command("apply")).isEqualTo(1);
        assertThat(said).contains("expected HTTP 127.0.10.1:80/healthz", "give it another name");
    }

    @Test
    void oneThatWasDeletedNeedsAnotherNameToo() {
        assertThat(command("apply")).isZero();
        client.deleteHealthCheck(request -> request.healthCheckId(id("orders-west")));

        assertThat(command("apply")).isEqualTo(1);
        assertThat(said).contains("health-check-name-taken");
    }

    @Test
    void theSignalsIsInvertedAndReadsTheObject() {
        topology = SIGNALLED;

        assertThat(command("plan")).isEqualTo(2);
        assertThat(said)
                .contains("+ health check orders-east of us-east-1: HTTPS"
                        + " orders-signal.s3.us-west-2.amazonaws.com:443/signalbox/orders, inverted");
        assertThat(command("apply")).as(said).isZero();
        assertThat(check("orders-east").orElseThrow().healthCheckConfig().inverted())
                .isTrue();
    }

    @Test
    void oneThatIsGivenByItsIdMustBeThereAndIsLeftAsItIs() {
        String id = client.createHealthCheck(request -> request.callerReference("theirs")
                        .healthCheckConfig(config -> config.type(HealthCheckType.TCP)
                                .ipAddress("127.0.0.1")
                                .port(9)))
                .healthCheck()
                .id();
        topology = SIGNALLED.replace("orders-east", id);
        assertThat(command("plan")).isEqualTo(1);
        assertThat(said).contains("expected an inverted one, since dns.signal is given");

        topology = SIGNALLED.replace("orders-east", "00000000-0000-0000-0000-000000000000");
        assertThat(command("plan")).isEqualTo(1);
        assertThat(said).contains("Route 53 has none with this id");

        topology = FAILOVER.replace("orders-east", id);
        assertThat(command("apply")).as(said).isZero();
        assertThat(made()).isEqualTo(2);
    }

    @Test
    void aNameThatIsLiveWaitsUntilItsHealthCheckIsHealthy() {
        topology = SIGNALLED;
        world.seed(records(EAST));
        // The signal is there: asked or not yet, the inverted check is never healthy.
        try (var s3 = S3.start()) {
            s3.makePublic("orders-signal", "signalbox/orders");
            s3.put("orders-signal", "signalbox/orders", "away");
            more.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
            assertThat(command("apply")).isEqualTo(1);
        }
        assertThat(said).contains("is not healthy, or has not been asked yet");
        assertThat(fenceNow().epoch()).isEqualTo(1);
        assertThat(traffic()).isEqualTo(World.sets(records(EAST)));

        assertThat(made()).isEqualTo(1);
    }

    @Test
    void stayWhenTheNameIsGivenBack() {
        assertThat(command("apply")).isZero();

        assertThat(command("destroy", "--yes")).as(said).isZero();
        assertThat(said).contains("health checks stay");
        assertThat(made()).isEqualTo(2);
        assertThat(traffic()).hasSize(2);
    }
}
