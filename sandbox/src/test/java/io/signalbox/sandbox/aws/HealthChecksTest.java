package io.signalbox.sandbox.aws;

import static io.signalbox.sandbox.aws.Sdk.create;
import static io.signalbox.sandbox.aws.Sdk.delete;
import static io.signalbox.sandbox.aws.Sdk.failover;
import static io.signalbox.sandbox.aws.Sdk.simple;
import static io.signalbox.sandbox.aws.Sdk.weighted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.sandbox.dns.NameServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import software.amazon.awssdk.services.route53.model.HealthCheck;
import software.amazon.awssdk.services.route53.model.HealthCheckAlreadyExistsException;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.HealthCheckVersionMismatchException;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;

class HealthChecksTest {

    private static final String NAME = "orders.example.com.";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicInteger status = new AtomicInteger(200);
    private Route53 route53;
    private HostedZone zone;
    private NameServer names;
    private Sdk sdk;
    private HttpServer endpoint;

    @BeforeEach
    void start() throws IOException {
        route53 = Route53.start(Pace.INSTANT);
        zone = route53.createZone("example.com");
        names = NameServer.start(route53, Map.of());
        sdk = new Sdk(route53, zone);
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/healthz", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
        sdk.close();
        names.close();
        route53.close();
    }

    @Test
    void keepsWhatItWasGiven() {
        HealthCheck made = make("one", config -> config.inverted(true).failureThreshold(2));
        assertThat(made.healthCheckVersion()).isEqualTo(1);
        assertThat(made.healthCheckConfig().inverted()).isTrue();
        assertThat(made.healthCheckConfig().failureThreshold()).isEqualTo(2);
        assertThat(made.healthCheckConfig().requestInterval()).isEqualTo(30);
        assertThat(sdk.client()
                        .getHealthCheck(request -> request.healthCheckId(made.id()))
                        .healthCheck())
                .isEqualTo(made);
        assertThat(sdk.client()
                        .listHealthChecksPaginator(request -> request.maxItems("1"))
                        .healthChecks())
                .containsExactly(made);
    }

    @Test
    void isMadeOnceForOneReference() {
        HealthCheck made = make("one", config -> config);
        assertThat(make("one", config -> config)).isEqualTo(made);
        assertThatThrownBy(() -> make("one", config -> config.resourcePath("/other")))
                .isInstanceOf(HealthCheckAlreadyExistsException.class);
        assertThat(make("two", config -> config).id()).isNotEqualTo(made.id());
        remove(made);
        assertThatThrownBy(() -> make("one", config -> config)).isInstanceOf(HealthCheckAlreadyExistsException.class);
    }

    @Test
    void listsPageByPage() {
        for (int i = 0; i < 5; i++) {
            make("check-" + i, config -> config);
        }
        assertThat(sdk.client()
                        .listHealthChecksPaginator(request -> request.maxItems("2"))
                        .healthChecks())
                .extracting(HealthCheck::callerReference)
                .containsExactlyInAnyOrder("check-0", "check-1", "check-2", "check-3", "check-4");
    }

    @Test
    void changesWhatAnUpdateSaysAndNothingElse() {
        HealthCheck made = make("one", config -> config);
        var changed = sdk.client()
                .updateHealthCheck(request ->
                        request.healthCheckId(made.id()).healthCheckVersion(1L).inverted(true))
                .healthCheck();
        assertThat(changed.healthCheckVersion()).isEqualTo(2);
        assertThat(changed.healthCheckConfig())
                .isEqualTo(made.healthCheckConfig().copy(config -> config.inverted(true)));
        assertThatThrownBy(() -> sdk.client().updateHealthCheck(request -> request.healthCheckId(made.id())
                        .healthCheckVersion(1L)
                        .inverted(false)))
                .isInstanceOf(HealthCheckVersionMismatchException.class);
    }

    @Test
    void isGoneOnceItIsDeleted() {
        HealthCheck made = make("one", config -> config);
        remove(made);
        assertThatThrownBy(() -> remove(made)).isInstanceOf(NoSuchHealthCheckException.class);
        assertThatThrownBy(() -> sdk.client().getHealthCheckStatus(request -> request.healthCheckId(made.id())))
                .isInstanceOf(NoSuchHealthCheckException.class);
        assertThat(sdk.client().listHealthChecks().healthChecks()).isEmpty();
    }

    @Test
    void refusesWhatRoute53Refuses() {
        assertThatThrownBy(() -> make("one", config -> config.ipAddress(null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("IPAddress or FullyQualifiedDomainName");
        assertThatThrownBy(() -> make("one", config -> config.requestInterval(1)))
                .hasMessageContaining("RequestInterval");
        assertThatThrownBy(() -> make("one", config -> config.failureThreshold(11)))
                .hasMessageContaining("FailureThreshold");
        assertThat(sdk.client().listHealthChecks().healthChecks()).isEmpty();
    }

    @Test
    void tellsWhatTheEndpointSaid() {
        HealthCheck made = make("one", config -> config);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(said(made)).isEqualTo("Success: HTTP/1.1 200 OK"));
        status.set(503);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(said(made)).startsWith("Failure: HTTP/1.1 503"));
        endpoint.stop(0);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(said(made)).contains("refused"));
    }

    @Test
    void answersThePrimaryWhileItIsHealthyAndElseTheSecondary() {
        HealthCheck check = make("one", config -> config);
        sdk.change(create(primary(check.id())), create(secondary()));
        assertThat(answer()).isEqualTo("192.0.2.1");
        status.set(503);
        awaitAnswer("192.0.2.2");
        status.set(200);
        awaitAnswer("192.0.2.1");
    }

    @Test
    void answersThePrimaryWhenNeitherIsHealthy() {
        HealthCheck one = make("one", config -> config);
        HealthCheck two = make("two", config -> config.inverted(true));
        sdk.change(create(primary(one.id())), create(secondary().copy(set -> set.healthCheckId(two.id()))));
        status.set(503);
        awaitAnswer("192.0.2.2");
        sdk.client()
                .updateHealthCheck(request -> request.healthCheckId(two.id()).inverted(false));
        awaitAnswer("192.0.2.1");
    }

    @Test
    void invertsWhatTheEndpointSays() {
        HealthCheck check = make("one", config -> config.inverted(true));
        sdk.change(create(primary(check.id())), create(secondary()));
        assertThat(answer()).as("unhealthy until the opposite is known").isEqualTo("192.0.2.2");
        status.set(404);
        awaitAnswer("192.0.2.1");
        status.set(200);
        awaitAnswer("192.0.2.2");
    }

    @Test
    void leavesOutUnhealthyWeightsWhileAnyIsHealthy() {
        HealthCheck check = make("one", config -> config);
        sdk.change(
                create(weighted(NAME, "east", 100, "192.0.2.1").copy(set -> set.healthCheckId(check.id()))),
                create(weighted(NAME, "west", 0, "192.0.2.2")));
        assertThat(answer()).isEqualTo("192.0.2.1");
        status.set(503);
        awaitAnswer("192.0.2.2");
    }

    @Test
    void takesAnEndpointThatIsNotAskedForWell() {
        status.set(503);
        HealthCheck check = make("one", config -> config);
        sdk.change(create(primary(check.id())), create(secondary()));
        awaitAnswer("192.0.2.2");
        sdk.client()
                .updateHealthCheck(request -> request.healthCheckId(check.id()).disabled(true));
        awaitAnswer("192.0.2.1");
    }

    @Test
    void refusesFailoverRecordsThatRoute53Refuses() {
        HealthCheck check = make("one", config -> config);
        assertThatThrownBy(() -> sdk.change(create(primary("none")))).isInstanceOf(NoSuchHealthCheckException.class);
        assertRefused(
                "must have an associated health check", primary(check.id()).copy(set -> set.healthCheckId(null)));
        assertThatThrownBy(() -> sdk.change(create(secondary().copy(set -> set.setIdentifier(null)))))
                .hasMessageContaining("SetIdentifier");
        assertThatThrownBy(() -> sdk.change(create(secondary().copy(set -> set.weight(1L)))))
                .hasMessageContaining("more than one");
        sdk.change(create(primary(check.id())), create(secondary()));
        assertRefused("failover PRIMARY set exists", primary(check.id()).copy(set -> set.setIdentifier("third")));
        assertRefused("failover SECONDARY set exists", secondary().copy(set -> set.setIdentifier("third")));
        assertRefused("non-weighted set exists", weighted(NAME, "third", 1, "192.0.2.3"));
        assertRefused("other RRSets exist", simple(NAME, RRType.A, "192.0.2.3"));
    }

    @Test
    void deletesAFailoverRecordOnlyWhenEveryPartMatches() {
        HealthCheck check = make("one", config -> config);
        HealthCheck other = make("two", config -> config);
        sdk.change(create(primary(check.id())), create(secondary()));
        String mismatch = "do not match the current values";
        assertThatThrownBy(() -> sdk.change(delete(primary(other.id())))).hasMessageContaining(mismatch);
        assertThatThrownBy(() -> sdk.change(delete(secondary().copy(set -> set.healthCheckId(check.id())))))
                .hasMessageContaining(mismatch);
        assertThatThrownBy(() ->
                        sdk.change(delete(secondary().copy(set -> set.failover(ResourceRecordSetFailover.PRIMARY)))))
                .hasMessageContaining(mismatch);
        remove(check);
        sdk.change(delete(primary(check.id())), delete(secondary()));
        assertThat(sdk.records()).hasSize(2);
    }

    @Test
    void swapsBothRolesInOneBatch() {
        HealthCheck check = make("one", config -> config);
        sdk.change(create(primary(check.id())), create(secondary()));
        var next = failover(NAME, "west", ResourceRecordSetFailover.PRIMARY, "192.0.2.2")
                .copy(set -> set.healthCheckId(check.id()));
        var last = failover(NAME, "east", ResourceRecordSetFailover.SECONDARY, "192.0.2.1");
        sdk.change(delete(primary(check.id())), delete(secondary()), create(next), create(last));
        assertThat(sdk.records()).contains(next, last).hasSize(4);
        assertThat(answer()).isEqualTo("192.0.2.2");
    }

    private HealthCheck make(String reference, UnaryOperator<HealthCheckConfig.Builder> change) {
        var config = change.apply(HealthCheckConfig.builder()
                        .type(HealthCheckType.HTTP)
                        .ipAddress("127.0.0.1")
                        .port(endpoint.getAddress().getPort())
                        .resourcePath("/healthz")
                        .failureThreshold(1))
                .build();
        return sdk.client()
                .createHealthCheck(request -> request.callerReference(reference).healthCheckConfig(config))
                .healthCheck();
    }

    private void remove(HealthCheck check) {
        sdk.client().deleteHealthCheck(request -> request.healthCheckId(check.id()));
    }

    private String said(HealthCheck check) {
        return sdk.client()
                .getHealthCheckStatus(request -> request.healthCheckId(check.id()))
                .healthCheckObservations()
                .getFirst()
                .statusReport()
                .status();
    }

    private static ResourceRecordSet primary(String healthCheck) {
        return failover(NAME, "east", ResourceRecordSetFailover.PRIMARY, "192.0.2.1")
                .copy(set -> set.healthCheckId(healthCheck));
    }

    private static ResourceRecordSet secondary() {
        return failover(NAME, "west", ResourceRecordSetFailover.SECONDARY, "192.0.2.2");
    }

    private void assertRefused(String why, ResourceRecordSet set) {
        assertThatThrownBy(() -> sdk.change(create(set)))
                .isInstanceOf(InvalidChangeBatchException.class)
                .hasMessageContaining(why);
    }

    private void awaitAnswer(String address) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(answer()).isEqualTo(address));
    }

    private String answer() {
        try {
            var resolver = new SimpleResolver(names.address());
            resolver.setTimeout(Duration.ofSeconds(10));
            var query = Message.newQuery(Record.newRecord(Name.fromString(NAME), Type.A, DClass.IN));
            return resolver.send(query).getSection(Section.ANSWER).getFirst().rdataToString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
