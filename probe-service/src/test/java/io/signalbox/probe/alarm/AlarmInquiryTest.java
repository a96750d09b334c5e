package io.signalbox.probe.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.wire.Transport;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.cloud.CloudCall;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

class AlarmInquiryTest {

    private static final String WEST = "us-west-2";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final Cloud cloud = Cloud.start();
    private final AlarmRegions board =
            new AlarmRegions(new CloudWatchAlarms(region -> client(region, cloud.endpoint()), 1_000));
    private final EventLoopGroup loops = Transport.best().loops(1, new DefaultThreadFactory("test", true));

    @AfterEach
    void stop() {
        cloud.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static CloudWatchClient client(String region, URI endpoint) {
        return CloudWatchClient.builder()
                .region(Region.of(region))
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private AlarmChecker checker(String name, boolean fails, Duration interval, Duration timeout) {
        return new AlarmChecker(board, new Check.CloudWatchAlarm(WEST, name, fails), interval, timeout);
    }

    /** Empty for no vote. */
    private Optional<ProbeResult> begin(AlarmChecker checker) {
        var told = new CompletableFuture<Optional<ProbeResult>>();
        var loop = loops.next();
        loop.execute(() -> checker.begin(loop, new CheckResult.Listener() {
            @Override
            public void found(CheckResult checkResult) {
                tell(Optional.of(checkResult.result()));
            }

            @Override
            public void undecided(UndecidedReason why) {
                tell(Optional.empty());
            }

            private void tell(Optional<ProbeResult> result) {
                if (!loop.inEventLoop() || !told.complete(result)) {
                    throw new IllegalStateException("told twice, or elsewhere");
                }
            }
        }));
        return told.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private ProbeResult.Failed failed(AlarmChecker checker) {
        return (ProbeResult.Failed) begin(checker).orElseThrow();
    }

    private List<CloudCall> calls() {
        return cloud.calls();
    }

    @Test
    void passesWhileTheAlarmIsOk() {
        cloud.cloudWatch().alarms().put(WEST, "errors", "OK");
        cloud.cloudWatch().alarms().putComposite(WEST, "all", "OK");

        var errors = checker("errors", false, LONG, PATIENT);
        var all = checker("all", false, LONG, PATIENT);

        assertThat(begin(errors).orElseThrow()).isInstanceOf(ProbeResult.Passed.class);
        assertThat(begin(all).orElseThrow()).isInstanceOf(ProbeResult.Passed.class);
    }

    @Test
    void failsWhileItIsInAlarm() {
        cloud.cloudWatch().alarms().put(WEST, "errors", "ALARM");

        var failed = failed(checker("errors", false, LONG, PATIENT));
        assertThat(failed.cause()).isEqualTo(Cause.ALARM);
        assertThat(failed.detail()).isEqualTo("the alarm is in ALARM, expected OK");
    }

    @Test
    void insufficientDataIsNoVoteUnlessItIsToFail() {
        cloud.cloudWatch().alarms().put(WEST, "errors", "INSUFFICIENT_DATA");
        var lenient = checker("errors", false, LONG, PATIENT);
        var strict = checker("errors", true, LONG, PATIENT);

        assertThat(begin(lenient)).isEmpty();
        assertThat(failed(strict).detail()).isEqualTo("the alarm is in INSUFFICIENT_DATA, expected OK");
    }

    @Test
    void whatCannotBeReadIsNoVote() {
        assertThat(begin(checker("none", true, SHORT, PATIENT))).isEmpty();

        cloud.faults().inject("monitoring:DescribeAlarms", Cloud.throttling());
        cloud.cloudWatch().alarms().put(WEST, "errors", "ALARM");
        assertThat(begin(checker("errors", true, Duration.ofNanos(1), PATIENT))).isEmpty();
        assertThat(calls().getLast().result()).isEqualTo("Throttling");
        assertThat(begin(checker("errors", true, Duration.ofNanos(1), PATIENT))).isPresent();
    }

    @Test
    void isOverInTimeWhateverTheOtherSideDoes() {
        cloud.cloudWatch().alarms().put(WEST, "errors", "ALARM");
        cloud.delay("monitoring", Duration.ofSeconds(2));
        long startedNanos = System.nanoTime();

        assertThat(begin(checker("errors", true, LONG, SHORT))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void allAlarmsOfARegionAreReadWithOneRequestEachInterval() {
        cloud.cloudWatch().alarms().put(WEST, "a", "OK");
        cloud.cloudWatch().alarms().put(WEST, "b", "ALARM");
        var one = checker("a", false, LONG, PATIENT);
        var other = checker("b", false, LONG, PATIENT);

        assertThat(begin(one).orElseThrow()).isInstanceOf(ProbeResult.Passed.class);
        assertThat(begin(other).orElseThrow()).isInstanceOf(ProbeResult.Failed.class);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void oneReadingIsOneResultHoweverOftenTheCheckLooks() {
        cloud.cloudWatch().alarms().put(WEST, "a", "ALARM");
        var checker = checker("a", false, LONG, PATIENT);

        assertThat(begin(checker)).isPresent();
        assertThat(begin(checker)).isEmpty();
        assertThat(begin(checker)).isEmpty();
        assertThat(calls()).hasSize(1);
    }

    @Test
    void readsAnewEachInterval() {
        cloud.cloudWatch().alarms().put(WEST, "a", "ALARM");
        var checker = checker("a", false, Duration.ofNanos(1), PATIENT);
        assertThat(failed(checker).cause()).isEqualTo(Cause.ALARM);

        cloud.cloudWatch().alarms().put(WEST, "a", "OK");
        assertThat(begin(checker).orElseThrow()).isInstanceOf(ProbeResult.Passed.class);
        assertThat(calls()).hasSize(2);
    }

    @Test
    void aRequestThatIsThrottledVoidsItsOwnAlarmsOnly() {
        for (int i = 0; i < 101; i++) {
            cloud.cloudWatch().alarms().put(WEST, "alarm-" + i, "OK");
            var _ = checker("alarm-" + i, false, LONG, PATIENT);
        }
        // In the order of their names the last stands alone on the second page.
        var last = checker("alarm-99", false, LONG, PATIENT);
        var first = checker("alarm-0", false, LONG, PATIENT);
        cloud.faults().inject("monitoring:DescribeAlarms", Cloud.throttling());

        assertThat(begin(last)).isPresent();
        assertThat(begin(first)).isEmpty();
        assertThat(calls()).hasSize(2);
    }

    @Test
    void moreNamesThanOneRequestHoldsAreReadWithTwo() {
        for (int i = 0; i < 101; i++) {
            cloud.cloudWatch().alarms().put(WEST, "alarm-" + i, "OK");
            var _ = checker("alarm-" + i, false, LONG, PATIENT);
        }

        assertThat(begin(checker("alarm-100", false, LONG, PATIENT)).orElseThrow())
                .isInstanceOf(ProbeResult.Passed.class);
        assertThat(calls()).hasSize(2);
    }
}
