package io.signalbox.actuator.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.Orders;
import io.signalbox.actuator.Outside;
import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.signal.S3Signals;
import io.signalbox.actuator.step.Trial;
import io.signalbox.actuator.step.Trials;
import io.signalbox.actuator.verify.Finding.Verdict;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.ActionKinds;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.s3.S3;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;

/** The verify command's run, in front of the sandbox. */
class VerificationTest {

    private static final int ROUNDS = 20;
    private static final SignalObject SIGNAL = new SignalObject("orders-signal", "signalbox/orders", "us-west-2");
    private static final String PARAMETER = "/signalbox-verify/parameter";

    private final RequestIds ids = new RequestIds();
    private final Route53 route53 = Route53.start(Pace.INSTANT.withDelays(Duration.ZERO, Duration.ofMinutes(1)));
    private final HostedZone zone = route53.createZone(Orders.ZONE);
    private final Outside outside = new Outside(new SimpleMeterRegistry(), new Identities(), ids);
    private final S3 s3 = S3.start();
    private final S3Client objects = S3Client.builder()
            .endpointOverride(s3.endpoint())
            .forcePathStyle(true)
            .region(Region.US_WEST_2)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
            .credentialsProvider(Outside.CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(override ->
                    override.retryStrategy(AwsRetryStrategy.doNotRetry()).addExecutionInterceptor(ids))
            .build();
    private final Stop stop = new Stop();
    private final List<Finding> findings = new ArrayList<>();

    @BeforeEach
    void bucket() {
        s3.createBucket(SIGNAL.bucket());
    }

    @AfterEach
    void close() {
        objects.close();
        s3.close();
        outside.close();
        route53.close();
    }

    private Verification verification(URI endpoint, Resources resources) {
        var client = Route53Client.builder()
                .region(Region.AWS_GLOBAL)
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("person", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override ->
                        override.retryStrategy(AwsRetryStrategy.doNotRetry()).addExecutionInterceptor(ids))
                .build();
        return new Verification(
                client,
                Orders.ZONE,
                new Verification.Pace(ROUNDS, Duration.ZERO),
                outside.handlers(),
                new S3Signals(
                        new Calls<>("s3", _ -> objects, new SimpleMeterRegistry()),
                        new Calls<>("s3", _ -> objects, new SimpleMeterRegistry())),
                resources,
                "us-west-2",
                ids,
                stop,
                InstantSource.system(),
                findings::add);
    }

    private Verification verification() {
        return verification(route53.endpoint(), Resources.NONE);
    }

    private void assertNothingIsLeft() {
        assertThat(zone.accepted().all()).extracting(ResourceRecordSet::type).containsExactlyInAnyOrder("NS", "SOA");
        assertThat(outside.ssm.parameter("us-west-2", PARAMETER)).isEmpty();
        assertThat(s3.object(SIGNAL.bucket(), SIGNAL.key() + ".signalbox-verify"))
                .isEmpty();
    }

    @Test
    void everyRowIsAsExpectedAndNothingIsLeft() {
        assertThat(verification().run()).isEmpty();

        assertThat(findings)
                .filteredOn(finding -> finding.verdict() != Verdict.LEFT_OUT)
                .allSatisfy(finding -> {
                    assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.AS_EXPECTED);
                    assertThat(finding.requests()).as(finding.toString()).isNotEmpty();
                })
                .extracting(finding -> finding.what().split("[ :]")[0])
                .contains("0", "1", "2", "3", "4", "5", "6", "ssm-put", "metric-put");
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.LEFT_OUT)
                .hasSize(ActionKinds.ALL.size() - 1);
        assertThat(found("5 race")).contains(ROUNDS + " times decided, 0 times otherwise");
        assertThat(found("6 read")).contains("another text 0 times; " + ROUNDS + " times the change was pending");
        assertNothingIsLeft();
    }

    private String found(String what) {
        return findings.stream()
                .filter(finding -> finding.what().startsWith(what))
                .map(Finding::found)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachKindOfStepIsTriedAndLeavesItsResourceAsItWas() {
        Map<String, Trial> trials = new TreeMap<>(Trials.all());
        trials.values().forEach(trial -> trial.prepare().accept(outside));
        List<Action> steps = trials.values().stream()
                .map(trial -> trial.action().apply(outside))
                .toList();

        assertThat(verification(route53.endpoint(), new Resources(steps, List.of(SIGNAL)))
                        .run())
                .isEmpty();

        assertThat(findings)
                .allSatisfy(finding ->
                        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.AS_EXPECTED));
        assertThat(findings)
                .filteredOn(finding -> finding.what().startsWith("signal-switch:"))
                .hasSize(6);
        trials.forEach((kind, trial) -> {
            assertThat(findings).as(kind).anyMatch(finding -> finding.what().startsWith(kind + ":"));
            boolean message = trial.action().apply(outside) instanceof Action.Notification;
            assertThat(trial.state().apply(outside)).as(kind).isEqualTo(message ? sent(kind, trial) : trial.was());
        });
        assertNothingIsLeft();
    }

    /** There are two more metrics: that of the run itself, and the replica's lag. */
    private static Object sent(String kind, Trial trial) {
        return kind.equals("metric-put") ? 3L : trial.becomes();
    }

    @Test
    void aStaleDeletionThatIsAcceptedIsARowThatDiffers() {
        try (var lax = LaxRoute53.before(route53.endpoint())) {
            assertThat(verification(lax.uri(), Resources.NONE).run()).isEmpty();
        }

        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.DIFFERS)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.what()).isEqualTo("1 exactness: another text");
                    assertThat(finding.expected()).isEqualTo("InvalidChangeBatch");
                    assertThat(finding.found()).isEqualTo("accepted");
                });
        assertNothingIsLeft();
    }

    @Test
    void aStopInTheMiddleTakesAwayWhatWasMade() {
        route53.faults().inject(Operation.CHANGE_RECORDS, new Fault.None(), 10);
        route53.faults().inject(Operation.CHANGE_RECORDS, new Fault.After(stop::request));

        assertThat(verification().run()).containsExactly("stopped before the end");

        assertThat(findings).isNotEmpty().noneMatch(finding -> finding.what().startsWith("6"));
        assertNothingIsLeft();
    }

    @Test
    void anErrorInTheMiddleTakesAwayWhatWasMade() {
        route53.faults().inject(Operation.GET_CHANGE, Fault.internalError());

        assertThat(verification().run()).singleElement().asString().contains("internal error");

        assertNothingIsLeft();
    }

    @Test
    void whatAnEarlierRunHasLeftIsTakenAway() {
        var left = new ResourceRecordSet(
                "race.signalbox-verify.example.com",
                "TXT",
                null,
                null,
                5L,
                List.of("\"v=1 epoch=7\""),
                null,
                null,
                null);
        var anothers =
                new ResourceRecordSet("www.example.com", "A", null, null, 60L, List.of("192.0.2.1"), null, null, null);
        zone.seed(List.of(left, anothers));
        outside.ssm.put("us-west-2", PARAMETER, "String", "verify");
        s3.put(
                SIGNAL.bucket(),
                SIGNAL.key() + ".signalbox-verify",
                Orders.fence(1, Orders.EAST, "verify").text());

        var cleaning = verification(route53.endpoint(), new Resources(List.of(), List.of(SIGNAL)));
        assertThat(cleaning.clean()).isEmpty();

        assertThat(zone.accepted().named("www.example.com")).containsExactly(anothers);
        assertThat(zone.accepted().named("race.signalbox-verify.example.com")).isEmpty();
        assertThat(outside.ssm.parameter("us-west-2", PARAMETER)).isEmpty();
        assertThat(s3.object(SIGNAL.bucket(), SIGNAL.key() + ".signalbox-verify"))
                .isEmpty();
        assertThat(findings).isEmpty();
    }

    @Test
    void whatCannotBeTakenAwayIsTold() {
        route53.faults().inject(Operation.LIST_RECORDS, Fault.internalError());

        assertThat(verification().clean()).singleElement().asString().contains("perhaps something is left behind");
    }

    @Test
    void aZoneThatThereIsNotIsRefused() {
        route53.deleteZone(zone);

        assertThatThrownBy(this::verification)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected the name of one public hosted zone, got example.com");
    }
}
