package io.signalbox.sandbox.cloud;

import static io.signalbox.sandbox.cloud.Clients.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.signalbox.sandbox.aws.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServerException;
import software.amazon.awssdk.services.rds.RdsClient;

class CloudTest {

    private Cloud cloud;
    private EcsClient ecs;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        ecs = Clients.client(cloud.endpoint(), WEST, EcsClient.builder());
        cloud.ecs().put(WEST, "shop", "orders", 2);
    }

    @AfterEach
    void stop() {
        ecs.close();
        cloud.close();
    }

    private void update(int desired) {
        ecs.updateService(request -> request.cluster("shop").service("orders").desiredCount(desired));
    }

    private int desired() {
        return cloud.ecs().service(WEST, "shop", "orders").desired();
    }

    @Test
    void losesRequestsAndAnswersWhenToldTo() {
        cloud.faults().inject("ecs:UpdateService", Fault.lostBefore());
        cloud.faults().inject("ecs:UpdateService", Fault.lostAfter());

        assertThatThrownBy(() -> update(6)).isInstanceOf(SdkClientException.class);
        assertThat(desired()).isEqualTo(2);
        assertThatThrownBy(() -> update(6)).isInstanceOf(SdkClientException.class);
        assertThat(desired()).isEqualTo(6);
        assertThat(cloud.calls()).extracting(CloudCall::result).containsExactly("lost", "ok");
    }

    @Test
    void wordsErrorsAsEachServiceDoes() {
        cloud.faults().inject("ecs:UpdateService", Cloud.throttling());
        cloud.faults().inject("ecs:UpdateService", Cloud.internalError());
        cloud.faults().inject("rds:DescribeDBInstances", Cloud.throttling());
        cloud.faults().inject("autoscaling:DescribeAutoScalingGroups", Cloud.internalError());

        assertThat(catchThrowable(() -> update(6)))
                .isInstanceOfSatisfying(AwsServiceException.class, CloudTest::assertThrottled);
        assertThatThrownBy(() -> update(6)).isInstanceOf(ServerException.class);
        try (var rds = Clients.client(cloud.endpoint(), WEST, RdsClient.builder());
                var groups = Clients.client(cloud.endpoint(), WEST, AutoScalingClient.builder())) {
            assertThat(catchThrowable(rds::describeDBInstances))
                    .isInstanceOfSatisfying(AwsServiceException.class, CloudTest::assertThrottled);
            assertThat(catchThrowable(groups::describeAutoScalingGroups))
                    .isInstanceOfSatisfying(AwsServiceException.class, failed -> assertThat(failed.statusCode())
                            .isEqualTo(500));
        }
        assertThat(desired()).isEqualTo(2);
    }

    private static void assertThrottled(AwsServiceException refused) {
        assertThat(refused.isThrottlingException()).isTrue();
    }

    @Test
    void limitsTheRateOfOneServiceAndNotOfTheOthers() {
        cloud.limit("ecs", 1);
        long started = System.nanoTime();

        var refused = Stream.generate(() -> catchThrowable(() -> update(3)))
                .limit(20)
                .filter(Objects::nonNull)
                .toList();

        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        assertThat(refused).hasSizeGreaterThanOrEqualTo(20 - 1 - (int) seconds).allSatisfy(each -> assertThat(each)
                .isInstanceOfSatisfying(AwsServiceException.class, CloudTest::assertThrottled));
        assertThat(refused).hasSizeLessThan(20);
        try (var rds = Clients.client(cloud.endpoint(), WEST, RdsClient.builder())) {
            assertThat(rds.describeDBInstances().dbInstances()).isEmpty();
        }
        cloud.limit("ecs", 0);
        update(5);
        assertThat(desired()).isEqualTo(5);
    }

    @Test
    void answersAsSlowlyAsItIsTold() {
        cloud.delay("ecs", Duration.ofMillis(200));
        long before = System.nanoTime();

        update(3);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void answersNobodyWhoDoesNotSign() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(cloud.endpoint() + "/"))
                .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.DescribeServices")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("MissingAuthenticationToken");
        }
        assertThat(cloud.calls()).isEmpty();
    }
}
