package io.signalbox.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.identity.SessionCredentials;
import io.signalbox.sandbox.s3.S3;
import io.signalbox.sandbox.ssm.Ssm;
import io.signalbox.sandbox.sts.Sts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Each account has resources of its own, and the credentials of a session are those of its role's account. */
class AccountsTest {

    private static final String OTHER = "222222222222";
    private static final String ROLE = "arn:aws:iam::222222222222:role/teams/workloads";
    private static final String SESSION = "arn:aws:sts::222222222222:assumed-role/workloads/test";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Identities identities = new Identities(now::get);
    private final Route53 route53 = Route53.start(Pace.INSTANT, identities);
    private final Cloud cloud = Cloud.start(identities);
    private final Ssm ssm = Ssm.start(identities);
    private final S3 s3 = S3.start(identities);
    private final Sts sts = Sts.start(identities);
    private final AwsCredentials home = AwsBasicCredentials.create("AKID", "secret");
    private final AwsCredentials other = of(identities.assume(ROLE, "test", Duration.ofHours(1)));

    @BeforeEach
    void resources() {
        cloud.ecs().put(Clients.WEST, "shop", "orders", 2);
        cloud.sns().putTopic("arn:aws:sns:us-west-2:123456789012:failovers");
        cloud.lambda().put(Clients.WEST, "prepare");
        ssm.put(Clients.WEST, "/orders/size", "String", "2");
        s3.createBucket("orders-signal");
        s3.put("orders-signal", "orders", "x");
    }

    @AfterEach
    void stop() {
        sts.close();
        s3.close();
        ssm.close();
        cloud.close();
        route53.close();
    }

    private static AwsCredentials of(SessionCredentials session) {
        return AwsSessionCredentials.create(session.accessKey(), session.secretKey(), session.token());
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            AwsCredentials credentials, URI endpoint, B builder) {
        return Clients.client(credentials, endpoint, Clients.WEST, builder);
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refused -> assertThat(
                        refused.awsErrorDetails().errorCode())
                .isEqualTo(code));
    }

    @Test
    void aZoneOfAnotherAccountIsNotListedAndItsIdIsDenied() {
        var zone = route53.createZone("example.com");
        try (Route53Client client = Clients.client(other, route53.endpoint(), Clients.EAST, Route53Client.builder())) {
            assertThat(client.listHostedZonesByName().hostedZones()).isEmpty();
            assertRefused(
                    "AccessDenied", () -> client.listResourceRecordSets(request -> request.hostedZoneId(zone.id())));
        }
        try (Route53Client client = Clients.client(home, route53.endpoint(), Clients.EAST, Route53Client.builder())) {
            assertThat(client.listHostedZonesByName().hostedZones()).hasSize(1);
        }
    }

    @Test
    void resourcesOfAnotherAccountDoNotExistOrAreDenied() {
        try (EcsClient ecs = client(other, cloud.endpoint(), EcsClient.builder());
                SnsClient sns = client(other, cloud.endpoint(), SnsClient.builder());
                LambdaClient lambda = client(other, cloud.endpoint(), LambdaClient.builder());
                SsmClient parameters = client(other, ssm.endpoint(), SsmClient.builder())) {
            assertRefused(
                    "ClusterNotFoundException",
                    () -> ecs.describeServices(
                            request -> request.cluster("shop").services("orders")));
            assertRefused(
                    "AuthorizationError",
                    () -> sns.publish(request -> request.topicArn("arn:aws:sns:us-west-2:123456789012:failovers")
                            .message("x")));
            assertRefused("ResourceNotFoundException", () -> lambda.invoke(request -> request.functionName("prepare")));
            assertRefused("ParameterNotFound", () -> parameters.getParameter(request -> request.name("/orders/size")));
        }
    }

    @Test
    void aBucketOfAnotherAccountIsForbidden() {
        try (S3Client client = client(
                other,
                s3.endpoint(),
                S3Client.builder()
                        .forcePathStyle(true)
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .serviceConfiguration(service -> service.chunkedEncodingEnabled(false)))) {
            assertRefused(
                    "AccessDenied",
                    () -> client.getObjectAsBytes(
                            request -> request.bucket("orders-signal").key("orders")));
            assertRefused(
                    "AccessDenied",
                    () -> client.putObject(
                            request -> request.bucket("orders-signal").key("orders"), RequestBody.fromString("y")));
        }
    }

    @Test
    void theResourcesOfARolesAccountAreFoundWithItsSession() {
        cloud.account(OTHER).ecs().put(Clients.WEST, "shop", "orders", 7);
        try (EcsClient ecs = client(other, cloud.endpoint(), EcsClient.builder());
                StsClient caller = client(other, sts.endpoint(), StsClient.builder())) {
            assertThat(ecs.describeServices(request -> request.cluster("shop").services("orders"))
                            .services())
                    .singleElement()
                    .satisfies(service -> assertThat(service.desiredCount()).isEqualTo(7));
            assertThat(caller.getCallerIdentity())
                    .satisfies(identity -> assertThat(identity.account()).isEqualTo(OTHER))
                    .satisfies(identity -> assertThat(identity.arn()).isEqualTo(SESSION));
        }
    }

    @Test
    void aSessionNeedsItsTokenAndEnds() {
        var session = (AwsSessionCredentials) other;
        AwsCredentials withoutToken = AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey());
        try (StsClient caller = client(withoutToken, sts.endpoint(), StsClient.builder())) {
            assertRefused("InvalidClientTokenId", caller::getCallerIdentity);
        }
        now.set(now.get().plus(Duration.ofMinutes(61)));
        try (StsClient caller = client(other, sts.endpoint(), StsClient.builder());
                EcsClient ecs = client(other, cloud.endpoint(), EcsClient.builder())) {
            assertRefused("ExpiredToken", caller::getCallerIdentity);
            assertRefused("ExpiredTokenException", () -> ecs.describeServices(request -> request.services("orders")));
        }
    }

    @Test
    void aRoleIsAssumedByItsPrincipalWithItsExternalIdOnly() {
        sts.trust(ROLE, "shop-42", "arn:aws:iam::123456789012:user/AKID");
        identities.addUser("STRANGER", OTHER);
        try (StsClient trusted = client(home, sts.endpoint(), StsClient.builder());
                StsClient stranger =
                        client(AwsBasicCredentials.create("STRANGER", "secret"), sts.endpoint(), StsClient.builder())) {
            assertThat(trusted.assumeRole(request -> request.roleArn(ROLE)
                                    .roleSessionName("test")
                                    .externalId("shop-42"))
                            .assumedRoleUser()
                            .arn())
                    .isEqualTo(SESSION);
            assertRefused(
                    "AccessDenied",
                    () -> trusted.assumeRole(request -> request.roleArn(ROLE).roleSessionName("test")));
            assertRefused(
                    "AccessDenied",
                    () -> stranger.assumeRole(request ->
                            request.roleArn(ROLE).roleSessionName("test").externalId("shop-42")));
        }
    }
}
