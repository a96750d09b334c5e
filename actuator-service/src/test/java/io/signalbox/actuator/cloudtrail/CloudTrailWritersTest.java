package io.signalbox.actuator.cloudtrail;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.RecordWriters;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.cloud.Cloud;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

class CloudTrailWritersTest {

    private static final Fence OLD = fence(17, EAST, "p17");
    private static final Fence NEW = fence(18, WEST, "p18");
    private static final Instant SINCE = Instant.now().minusSeconds(60);

    private final World world = new World();
    private final Cloud cloud = world.outside.cloud;
    private final CloudTrailClient client = CloudTrailClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(cloud.endpoint())
            .credentialsProvider(key("actuator"))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();

    @BeforeEach
    void history() {
        cloud.cloudTrail().follow(world.route53::calls);
        world.seed(records(EAST), record(OLD));
    }

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private static StaticCredentialsProvider key(String user) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(user, "secret"));
    }

    private RecordWriters.WriterSearch asked() {
        return new CloudTrailWriters(
                        new Calls<>("cloudtrail", _ -> client, world.meters), new OneAccount(key("actuator")))
                .lastOf(HOSTNAME, SINCE);
    }

    private void changes(String user, String name, String address) {
        try (var route53 = Route53Client.builder()
                .region(Region.AWS_GLOBAL)
                .endpointOverride(world.route53.endpoint())
                .credentialsProvider(key(user))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            var set = ResourceRecordSet.builder()
                    .name(name)
                    .type(RRType.A)
                    .ttl(60L)
                    .setIdentifier("us-east-1")
                    .weight(100L)
                    .resourceRecords(ResourceRecord.builder().value(address).build())
                    .build();
            var change = Change.builder()
                    .action(ChangeAction.UPSERT)
                    .resourceRecordSet(set)
                    .build();
            var _ = route53.changeResourceRecordSets(
                    request -> request.hostedZoneId(world.zone.id()).changeBatch(batch -> batch.changes(change)));
        }
    }

    @Test
    void namesWhoChangedTheNameLastAndWhen() {
        changes("somebody-before", HOSTNAME, "127.0.10.8");
        changes("deployer", HOSTNAME, "127.0.10.9");
        changes("gardener", "www.example.com", "127.0.10.9");

        assertThat(asked().found())
                .hasValueSatisfying(words -> assertThat(words).startsWith("user deployer at 2"));
    }

    @Test
    void passesOverWhatSignalboxItselfHasDone() {
        changes("deployer", HOSTNAME, "127.0.10.1");
        world.steps().attempt(move(OLD, NEW));

        assertThat(asked().found())
                .hasValueSatisfying(words -> assertThat(words).contains("deployer"));
    }

    @Test
    void looksThroughSeveralPages() {
        changes("deployer", HOSTNAME, "127.0.10.9");
        for (int i = 0; i < 60; i++) {
            changes("gardener", "www.example.com", "127.0.20." + i);
        }

        assertThat(asked().found())
                .hasValueSatisfying(words -> assertThat(words).contains("deployer"));
    }

    @Test
    void saysThatNobodyIsKnown() {
        RecordWriters.WriterSearch answer = asked();

        assertThat(answer.found()).isEmpty();
        assertThat(answer.words()).startsWith("not known (no change of it");
    }

    @Test
    void saysWhyWithoutRights() {
        cloud.faults().inject("cloudtrail:LookupEvents", new Fault.Error(400, "AccessDeniedException", "no rights"));

        assertThat(asked().words()).startsWith("not known (access-denied: ").contains("no rights");
    }

    @Test
    void waitsForNoOneWhoDoesNotAnswer() {
        cloud.delay("cloudtrail", Duration.ofSeconds(30));
        long begin = System.nanoTime();

        assertThat(asked().words()).startsWith("not known (timeout");
        assertThat(System.nanoTime() - begin).isLessThan(Duration.ofSeconds(10).toNanos());
    }
}
