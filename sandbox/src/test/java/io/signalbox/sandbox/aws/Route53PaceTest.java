package io.signalbox.sandbox.aws;

import static io.signalbox.sandbox.aws.Sdk.create;
import static io.signalbox.sandbox.aws.Sdk.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.PriorRequestNotCompleteException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.Route53Exception;

class Route53PaceTest {

    private static final Duration LONG = Duration.ofHours(1);

    private Route53 route53;
    private HostedZone zone;
    private Sdk sdk;

    @BeforeEach
    void start() {
        route53 = Route53.start(Pace.INSTANT);
        zone = route53.createZone("example.com");
        sdk = new Sdk(route53, zone);
    }

    @AfterEach
    void stop() {
        sdk.close();
        route53.close();
    }

    @Test
    void refusesMoreThanTheAccountMayAsk() {
        route53.setPace(new Pace(1, Duration.ZERO, Duration.ZERO, Duration.ZERO));
        sdk.client().listHostedZones();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 50; i++) {
                        sdk.client().listHostedZones();
                    }
                })
                .isInstanceOf(Route53Exception.class)
                .hasMessageContaining("Rate exceeded")
                .satisfies(e -> assertThat(((Route53Exception) e).isThrottlingException())
                        .isTrue());
    }

    @Test
    void refusesAChangeWhileTheZoneProcessesAnother() {
        route53.setPace(new Pace(0, LONG, Duration.ZERO, Duration.ZERO));
        sdk.change(create(simple("one.example.com", RRType.A, "192.0.2.1")));
        assertThatThrownBy(() -> sdk.change(create(simple("two.example.com", RRType.A, "192.0.2.1"))))
                .isInstanceOf(PriorRequestNotCompleteException.class);
        route53.setPace(Pace.INSTANT);
        sdk.change(create(simple("two.example.com", RRType.A, "192.0.2.1")));
        assertThat(zone.accepted().named("two.example.com")).hasSize(1);
    }

    @Test
    void isPendingAndUnpublishedUntilTheDelaysAreOver() {
        route53.setPace(Pace.INSTANT.withDelays(LONG, LONG));
        var pending = sdk.change(create(simple("one.example.com", RRType.A, "192.0.2.1")));
        assertThat(pending.status()).isEqualTo(ChangeStatus.PENDING);
        assertThat(status(pending.id())).isEqualTo(ChangeStatus.PENDING);
        assertThat(zone.accepted().named("one.example.com")).hasSize(1);
        assertThat(zone.published().named("one.example.com")).isEmpty();
    }

    @Test
    void isPublishedFirstAndInsyncThen() {
        route53.setPace(Pace.INSTANT.withDelays(Duration.ofMillis(20), Duration.ofMillis(60)));
        var change = sdk.change(create(simple("one.example.com", RRType.A, "192.0.2.1")));
        await().untilAsserted(() -> assertThat(status(change.id())).isEqualTo(ChangeStatus.INSYNC));
        assertThat(zone.published().named("one.example.com")).hasSize(1);
        assertThatThrownBy(() -> status("C0NONE")).isInstanceOf(NoSuchChangeException.class);
    }

    @Test
    void losesTheAnswerBeforeOrAfterTheChange() {
        route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostBefore());
        assertThatThrownBy(() -> sdk.change(create(simple("one.example.com", RRType.A, "192.0.2.1"))))
                .isInstanceOf(SdkClientException.class);
        assertThat(zone.accepted().named("one.example.com")).isEmpty();

        route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostAfter());
        assertThatThrownBy(() -> sdk.change(create(simple("one.example.com", RRType.A, "192.0.2.1"))))
                .isInstanceOf(SdkClientException.class);
        assertThat(zone.accepted().named("one.example.com")).hasSize(1);
    }

    @Test
    void failsAsOftenAsItIsToldAndRunsTheHookJustBeforeTheChange() {
        var seen = new AtomicInteger(-1);
        route53.faults().inject(Operation.CHANGE_RECORDS, Fault.internalError(), 2);
        route53.faults()
                .inject(
                        Operation.CHANGE_RECORDS,
                        new Fault.Before(() -> seen.set(
                                zone.accepted().named("one.example.com").size())));
        var change = create(simple("one.example.com", RRType.A, "192.0.2.1"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> sdk.change(change))
                    .isInstanceOfSatisfying(Route53Exception.class, e -> assertThat(e.statusCode())
                            .isEqualTo(500));
        }
        sdk.change(change);
        assertThat(seen).hasValue(0);
        assertThat(zone.accepted().named("one.example.com")).hasSize(1);
    }

    @Test
    void refusesARequestThatIsNotSignedOrNotKnown() throws IOException, InterruptedException {
        var uri = URI.create(route53.endpoint() + "/2013-04-01/hostedzone");
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("MissingAuthenticationToken");
            var unknown = URI.create(route53.endpoint() + "/2013-04-01/trafficpolicy");
            assertThat(client.send(HttpRequest.newBuilder(unknown).build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private ChangeStatus status(String id) {
        return sdk.client().getChange(request -> request.id(id)).changeInfo().status();
    }
}
